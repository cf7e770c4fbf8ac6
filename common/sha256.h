/* SHA-256 of bytes, as hexadecimal text: the checksum of a cited article, which anyone can compute again with sha256sum.
 * Used where answers are cited and checked. Pure, any thread. */
#ifndef LEDE_COMMON_SHA256_H
#define LEDE_COMMON_SHA256_H

#include "common/buf.h"

enum { SHA256_HEX = 64 };

/* Writes 64 lower-case digits and a NUL. */
void sha256_hex(struct view bytes, char out[SHA256_HEX + 1]);

#endif
