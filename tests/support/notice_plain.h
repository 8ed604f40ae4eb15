/*
 * A mail that is in order, for tests that spoil one thing of it.
 */
#ifndef TESTS_NOTICE_PLAIN_H
#define TESTS_NOTICE_PLAIN_H

#include "cabut/notice.h"

enum { DATE = 1795137300 };

static inline struct mail
plain_mail(void)
{
	return (struct mail){ .from_name = "Layanan Pencabutan",
		.from = "cabut@diskominfo.tanjungrimbakab.go.id",
		.to = "rina.wulandari@tanjungrimbakab.go.id",
		.subject = "Permohonan [CABUT-2026-0042]",
		.message_id = "k7q2m5.1@diskominfo.tanjungrimbakab.go.id",
		.date = DATE,
		.zone = ZONE_WITA,
		.case_number = "CABUT-2026-0042",
		.text = "Yth. Bapak/Ibu,\n\nTerima kasih.\n" };
}

static inline bool
compose(
    const struct mail *m, struct arena *a, struct slice *bytes, struct fault *f)
{
	struct entropy e = entropy_of_seed(7);

	return mail_compose(m, &e, a, bytes, f);
}

#endif
