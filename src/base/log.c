/*
 * One line per event on standard error, written with one call so that lines
 * of two processes never mix. Values are made harmless here, once.
 */
#include <stdio.h>
#include <unistd.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum { LOG_LINE_MAX = 1024 };

static const char *
level_name(enum log_level level)
{
	switch (level) {
	case LOG_DEBUG:
		return "debug";
	case LOG_STORY:
		return "info";
	case LOG_NOTICE:
		return "notice";
	case LOG_ALARM:
		return "alarm";
	}
	return "?";
}

static void
flatten(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = '?';
}

void
log_line(const struct log *log, enum log_level level, const char *format, ...)
{
	char text[LOG_LINE_MAX], line[LOG_LINE_MAX + 32];
	va_list ap;

	if (level < log->least)
		return;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	flatten(text);
	int len = log->for_people
		      ? snprintf(line, sizeof line, "cabut: %s\n", text)
		      : snprintf(line, sizeof line, "cabut: %s: %s\n",
			    level_name(level), text);

	if (len > 0 && write(STDERR_FILENO, line, (size_t)len) < 0)
		return; /* nobody reads: nothing sensible is left to do */
}
