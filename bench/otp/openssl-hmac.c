/*
 * The rival in C: OpenSSL's one-shot HMAC() over an 8-byte counter, and what RFC 4226 makes of it. Reads the keys from
 * standard input, one a line in hexadecimal. Answers a line "run MILLISECONDS COUNTER" with "CODES NANOSECONDS", so that
 * the program that compares can interleave the rounds, and "code COUNTER" with the code of the first key.
 */
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_KEYS = 1000, MOST_KEY_BYTES = 128, CODES_A_CLOCK_READING = 1000 };

static unsigned char keys[MOST_KEYS][MOST_KEY_BYTES];
static int key_lengths[MOST_KEYS];

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void code_for_counter(const EVP_MD *hash, int key, uint64_t counter, char code[7]) {
  unsigned char message[8], digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  for (int byte = 7; byte >= 0; byte--, counter >>= 8) {
    message[byte] = (unsigned char)counter;
  }
  HMAC(hash, keys[key], key_lengths[key], message, sizeof message, digest, &length);
  const unsigned char *at = digest + (digest[length - 1] & 0xf);
  uint32_t value = ((uint32_t)(at[0] & 0x7f) << 24) | ((uint32_t)at[1] << 16) | ((uint32_t)at[2] << 8) | at[3];
  value %= 1000000;
  for (int digit = 5; digit >= 0; digit--, value /= 10) {
    code[digit] = (char)('0' + value % 10);
  }
  code[6] = 0;
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: openssl-hmac SHA1|SHA256|SHA512\n");
    return 2;
  }
  const EVP_MD *hash = EVP_get_digestbyname(arguments[1]);
  char line[2 * MOST_KEY_BYTES + 2];
  int key_count = 0;
  while (hash != NULL && fgets(line, sizeof line, stdin) != NULL) {
    int milliseconds;
    unsigned long long counter;
    char code[7];
    if (sscanf(line, "code %llu", &counter) == 1 && key_count > 0) {
      code_for_counter(hash, 0, counter, code);
      printf("%s\n", code);
      fflush(stdout);
    } else if (sscanf(line, "run %d %llu", &milliseconds, &counter) == 2 && key_count > 0) {
      long long codes = 0;
      int64_t start = nanoseconds(), end = start;
      while (end - start < (int64_t)milliseconds * 1000000) {
        for (int index = 0; index < CODES_A_CLOCK_READING; index++, codes++) {
          code_for_counter(hash, (int)(codes % key_count), counter + (uint64_t)codes, code);
        }
        end = nanoseconds();
      }
      printf("%lld %lld\n", codes, (long long)(end - start));
      fflush(stdout);
    } else if (key_count < MOST_KEYS) {
      int length = 0;
      unsigned int byte;
      while (length < MOST_KEY_BYTES && sscanf(line + 2 * length, "%2x", &byte) == 1) {
        keys[key_count][length++] = (unsigned char)byte;
      }
      key_lengths[key_count++] = length;
    }
  }
  return hash == NULL;
}
