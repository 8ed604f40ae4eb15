/*
 * transfer: base64 and quoted-printable bodies back to bytes. Nothing is
 * dropped for bad form: what is not an escape stays as it is written, and
 * `damaged` tells.
 */
#include "base64.h"
#include "entity.h"

#include "cabut/banned.h"

static struct slice
decode_base64(struct slice text, struct arena *a, bool *damaged)
{
	char *out = arena_alloc(a, base64_room(text.len));

	return (struct slice){ out, base64_decode(text, out, damaged) };
}

/* One line without its break; a '=' at the end joins it with the next. */
static size_t
decode_line(struct slice line, char *out, bool *joined, bool *damaged)
{
	size_t len = 0;

	while (line.len > 0 &&
	       (line.at[line.len - 1] == ' ' || line.at[line.len - 1] == '\t' ||
		   line.at[line.len - 1] == '\r'))
		line.len--;
	*joined = line.len > 0 && line.at[line.len - 1] == '=';
	if (*joined)
		line.len--;
	for (size_t i = 0; i < line.len; i++) {
		int high = -1, low = -1;

		if (line.at[i] == '=' && line.len - i > 2) {
			high = hex_value(line.at[i + 1]);
			low = hex_value(line.at[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			out[len++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[len++] = line.at[i];
			*damaged |= line.at[i] == '=';
		}
	}
	return len;
}

/* Line breaks stay as they are: a PDF may be sent this way. */
static struct slice
decode_quoted(struct slice text, struct arena *a, bool *damaged)
{
	char *out = arena_alloc(a, text.len + 1);
	const char *end = text.at + text.len;
	struct slice line;
	size_t len = 0;
	bool joined;

	while (slice_take_until(&text, '\n', &line)) {
		bool has_lf = line.at + line.len < end;
		bool has_cr = line.len > 0 && line.at[line.len - 1] == '\r';

		len += decode_line(line, out + len, &joined, damaged);
		if (joined)
			continue;
		if (has_cr && has_lf)
			out[len++] = '\r';
		if (has_lf)
			out[len++] = '\n';
	}
	return (struct slice){ out, len };
}

struct slice
entity_decode(const struct entity *e, struct arena *a, bool *damaged)
{
	if (e->body.len == 0)
		return e->body;
	switch (e->transfer) {
	case TRANSFER_PLAIN:
		return e->body;
	case TRANSFER_QUOTED:
		return decode_quoted(e->body, a, damaged);
	case TRANSFER_BASE64:
		return decode_base64(e->body, a, damaged);
	case TRANSFER_ODD:
		*damaged = true;
		return e->body;
	}
	return e->body;
}
