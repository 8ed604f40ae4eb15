/*
 * The engine and its budget. Words come with boxes and go through the same
 * rows as those of a PDF, so that a label and its value stay on one line.
 */
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <tesseract/capi.h>
#include <time.h>

#include "ocr.h"
#include "ocr_words.h"
#include "picture.h"
#include "wire.h"

#include "cabut/banned.h"

enum {
	LETTERS_LEAST = 15, /* less is a stamp, or dirt read as letters */
	SURE_LEAST = 45,    /* mean confidence; less: no letters at all */
	DPI = 300,
	SHARE = 70, /* of the limits, in percent */
};

/* English beside Indonesian halves the errors (addresses, titles, names), and
 * costs little; Indonesian must be there. */
static const char wanted[] = "ind+eng", needed[] = "ind";

struct ocr {
	TessBaseAPI *engine;
	unsigned pages_left;
	int64_t wall_end_ms, cpu_end_ms;
	bool has_all; /* that are wanted */
};

static int64_t
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
has_loaded(const struct ocr *o, const char *name)
{
	char **all = TessBaseAPIGetLoadedLanguagesAsVector(o->engine);
	bool has = false;

	for (size_t i = 0; all && all[i]; i++)
		has |= strcmp(all[i], name) == 0;
	TessDeleteTextArray(all);
	return has;
}

/* What is missing of several is told on stderr only, which a cell has not. */
static bool
load(struct ocr *o)
{
	if (TessBaseAPIInit2(o->engine, NULL, wanted, OEM_LSTM_ONLY) != 0 ||
	    !has_loaded(o, needed))
		return false;
	o->has_all = has_loaded(o, "eng");
	TessBaseAPISetPageSegMode(o->engine, PSM_AUTO);
	return true;
}

struct ocr *
ocr_open(const char **why)
{
	struct ocr *o = calloc(1, sizeof *o);

	*why = "out of memory";
	if (!o)
		return NULL;
	setMsgSeverity(L_SEVERITY_NONE);
	*why = OCR_NO_DATA;
	o->engine = TessBaseAPICreate();
	if (load(o))
		return o;
	ocr_close(o);
	return NULL;
}

const char *
ocr_language(const struct ocr *o)
{
	return o->has_all ? wanted : needed;
}

void
ocr_close(struct ocr *o)
{
	if (!o)
		return;
	TessBaseAPIEnd(o->engine);
	TessBaseAPIDelete(o->engine);
	free(o);
}

void
ocr_begin(struct ocr *o, const struct cell_limits *l)
{
	o->pages_left = OCR_MAIL_PAGES_MAX;
	o->wall_end_ms = monotonic_ms() + (int64_t)l->wall_ms * SHARE / 100;
	o->cpu_end_ms = cpu_ms() + (int64_t)l->cpu_s * 1000 * SHARE / 100;
}

static bool
is_late(const struct ocr *o)
{
	return monotonic_ms() >= o->wall_end_ms || cpu_ms() >= o->cpu_end_ms;
}

bool
ocr_may(const struct ocr *o, const char **why)
{
	if (!o)
		*why = OCR_NO_DATA;
	else if (o->pages_left == 0)
		*why = "more scanned pages than are read of one mail";
	else if (is_late(o))
		*why = OCR_LATE;
	else
		return true;
	return false;
}

static bool
cancel(void *ocr, int words)
{
	(void)words;
	return is_late(ocr);
}

/* Whole or not at all: what a deadline cut short is not kept. */
static bool
recognize(struct ocr *o)
{
	ETEXT_DESC *monitor = TessMonitorCreate();
	bool ok;

	TessMonitorSetCancelThis(monitor, o);
	TessMonitorSetCancelFunc(monitor, cancel);
	ok = TessBaseAPIRecognize(o->engine, monitor) == 0 && !is_late(o);
	TessMonitorDelete(monitor);
	return ok;
}

void
ocr_sum_add(struct ocr_sum *s, unsigned page, const struct ocr_page *p)
{
	if (page < OCR_PAGE_BITS)
		s->pages |= UINT32_C(1) << page;
	s->letters += p->letters;
	s->sure += (double)p->confidence * (double)p->letters;
}

unsigned
ocr_sum_confidence(const struct ocr_sum *s)
{
	return s->letters > 0 ? (unsigned)(s->sure / (double)s->letters + 0.5)
			      : 0;
}

static bool
read_clean(struct ocr *o, PIX *page, struct strbuf *out, struct ocr_page *p)
{
	struct strbuf rows;
	bool ok;

	TessBaseAPISetImage2(o->engine, page);
	TessBaseAPISetSourceResolution(o->engine, DPI);
	strbuf_init(&rows, PAPER_TEXT_MAX);
	ok = recognize(o);
	if (ok)
		ocr_words(o->engine, page, &rows, p);
	if (p->letters < LETTERS_LEAST || p->confidence < SURE_LEAST)
		*p = (struct ocr_page){ 0 };
	else
		strbuf_add(out, rows.at, rows.len);
	out->cut |= rows.cut;
	strbuf_release(&rows);
	TessBaseAPIClear(o->engine);
	return ok;
}

bool
ocr_read(struct ocr *o, struct Pix *grey, struct strbuf *out,
    struct ocr_page *p, const char **why)
{
	PIX *page;
	bool ok = true;

	*p = (struct ocr_page){ 0 };
	if (!ocr_may(o, why))
		return false;
	o->pages_left--;
	page = picture_clean(grey);
	if (page)
		ok = read_clean(o, page, out, p);
	pixDestroy(&page);
	if (!ok)
		*why = OCR_LATE;
	return ok;
}
