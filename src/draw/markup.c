/*
 * What SVG and HTML have in common: escaping, and numbers.
 */
#include <math.h>

#include "canvas.h"

#include "cabut/banned.h"

void
markup_text(struct strbuf *out, const char *text)
{
	strbuf_markup(out, slice_of(text));
}

void
markup_number(struct strbuf *out, double value)
{
	long hundredths = lround(value * 100);

	if (hundredths < 0) {
		strbuf_char(out, '-');
		hundredths = -hundredths;
	}
	strbuf_printf(out, "%ld", hundredths / 100);
	if (hundredths % 100)
		strbuf_printf(out, ".%02ld", hundredths % 100);
}
