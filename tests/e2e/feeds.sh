#!/bin/sh
# A folder of wire feeds: an item is found as an article, a later copy of the feed renews it, and a feed that breaks off costs only its rest.
set -eu
. "$LEDE_SOURCE/tests/support/cli.sh"

mkdir wire
cat >wire/monday.xml <<'END'
<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0"><channel><title>Example Wire</title>
<item><title>Harbour pact</title><guid>http://wire.example/1</guid><pubDate>Mon, 08 Jul 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The harbour pact was read in the hall &amp; signed.&lt;/p&gt;</description></item>
<item><title>Grain pact</title><guid>http://wire.example/2</guid><description>The grain pact was put off.</description></item>
</channel></rss>
END
cat >wire/paper.xml <<'END'
<nitf><head><docdata><doc-id id-string="p-7"/><date.issue norm="20240709"/></docdata></head><body><body.head><hedline>
<hl1>Pact of the north</hl1></hedline></body.head><body.content><p>The northern pact was praised.</p></body.content></body></nitf>
END
code "the feeds" 0 "$LEDE_INDEX" update --strict index.db wire
code "a search" 0 "$LEDE_QUERY" search index.db --format json harbour pact signed
has "a search" '"http://wire.example/1"'
has "a search" 'read in the hall & signed.'
has "a search" '"Example Wire"'
code "ids" 0 "$LEDE_QUERY" search index.db --format ids --unit articles -d 2024-07-09 pact
echo p-7 >wanted
same "ids"

# The next day's copy of the feed: one item is another text now, one is gone from it but was not withdrawn.
sed -e 's/put off/agreed/' -e '/Harbour/,/item>/d' wire/monday.xml >wire/tuesday.xml
code "the next day" 0 "$LEDE_INDEX" update index.db wire
code "all" 0 "$LEDE_QUERY" search index.db --format ids --unit articles pact
sort out >sorted
printf '%s\n' http://wire.example/1 http://wire.example/2 p-7 >wanted
diff wanted sorted >&2 || fail "all: other articles"
code "the renewed item" 0 "$LEDE_INDEX" show index.db http://wire.example/2
has "the renewed item" "The grain pact was agreed."

head -n 5 wire/monday.xml | sed 's/example.1/example\/9/' >wire/cut.xml
code "a cut feed" 65 "$LEDE_INDEX" update --strict index.db wire
says "a cut feed" "cut.xml: line 5: the XML cannot be read from here on"
code "its first item" 0 "$LEDE_INDEX" show index.db http://wire.example/9
exit "$failed"
