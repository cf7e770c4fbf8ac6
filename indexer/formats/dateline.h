/* The dateline that a news text begins with: place, date and agency before a dash.
 *
 *   KYIV, 12 January 2024 (Lede Wire) - …      BRUSSELS, Belgium, July 11, 2023 (AP) -- …
 *   LONDON (Reuters) - …                       WASHINGTON, March 3 - …            PARIS - …
 * A place alone must be in capitals; with a date or an agency it may be written as usual. Pure functions, any thread. */
#ifndef LEDE_INDEXER_FORMATS_DATELINE_H
#define LEDE_INDEXER_FORMATS_DATELINE_H

#include "common/buf.h"
#include "common/date.h"

struct dateline {
    struct view place;  /* as printed */
    struct view source; /* the agency in brackets, may be empty */
    struct date date;   /* DATE_NONE when there is none or it has no year */
};

/* True when `text` (leading white space allowed) begins with a dateline; the views point into text. */
bool dateline_parse(struct view text, struct dateline *out);

#endif
