/*
 * The fault, and the one map from faults to exit codes.
 */
#include <stdio.h>

#include "cabut/base.h"

#include "cabut/banned.h"

enum {
	EXIT_USAGE = 64,
	EXIT_TRY_LATER = 75,
	EXIT_CONFIGURATION = 78,
};

/* One sentence on one line, whatever a library or a server said. */
static void
flatten(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = ' ';
}

bool
fault_set(struct fault *f, enum scope scope, const char *format, ...)
{
	va_list ap;
	char text[FAULT_TEXT_MAX];

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	flatten(text);
	f->scope = scope;
	memcpy(f->text, text, sizeof text);
	return false;
}

int
fault_exit_code(const struct fault *f)
{
	switch (f->scope) {
	case SCOPE_NONE:
		return 0;
	case SCOPE_USAGE:
		return EXIT_USAGE;
	case SCOPE_CONFIG:
		return EXIT_CONFIGURATION;
	case SCOPE_MESSAGE:
	case SCOPE_LATER:
	case SCOPE_RUN:
		break;
	}
	return EXIT_TRY_LATER;
}
