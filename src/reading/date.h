/* date: dates inside a text. Room-private. */
#ifndef READING_DATE_H
#define READING_DATE_H

#include "text.h"

/* The first date in `text`: where it stands and what it is. */
struct date_hit {
	const char *from, *to;
	char iso[16];
};
bool date_find(const char *text, struct date_hit *);
/* "desember", "des", "december", in lower case: 12; 0: no month. */
int date_month(const char *word, size_t len);

#endif
