/*
 * Functions that have no place in cabut. Include after the system headers.
 * Why: no bound (strcpy, sprintf, gets), hidden state (strtok), silent
 * errors (atoi), locale in disguise (strcasecmp on mail).
 */
#ifndef CABUT_BANNED_H
#define CABUT_BANNED_H

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef gets
#undef strtok
#undef atoi
#undef atol
#undef atoll
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
#pragma GCC poison strtok atoi atol atoll tmpnam mktemp system popen

#endif
