#include "common/sha256.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

void sha256_hex(struct view bytes, char out[SHA256_HEX + 1])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, sizeof digest, digest);
    base16_encode_update(out, sizeof digest, digest);
    out[SHA256_HEX] = '\0';
}
