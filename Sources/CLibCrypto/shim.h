// OpenSSL's libcrypto: SHA-256 only.
#include <openssl/sha.h>
