/*
 * report: what a delivery report or a read receipt is about (RFC 3464,
 * RFC 8098). In the cell only.
 */
#ifndef CABUT_MESSAGE_REPORT_H
#define CABUT_MESSAGE_REPORT_H

#include "walk.h"

void report_read(const struct walk *, struct arena *, struct message *);

#endif
