/* The 16 bytes that every glass database of the version that the bulk loader writes begins with, as an initialiser: 0F 0D "Xapian Glass", then 2016-03-14 as
 * (year - 2014) << 9 | month << 5 | day. Apart from version.c so that the configuration can compare them with the library (scripts/glass_version.cc). */
#ifndef LEDE_INDEXER_BULK_VERSION_MAGIC_H
#define LEDE_INDEXER_BULK_VERSION_MAGIC_H

#define VERSION_MAGIC                                                                                                              \
    {                                                                                                                              \
        0x0F, 0x0D, 'X', 'a', 'p', 'i', 'a', 'n', ' ', 'G', 'l', 'a', 's', 's', 0x04, 0x6E                                         \
    }

#endif
