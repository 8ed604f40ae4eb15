/*
 * What the ledger's files share.
 */
#ifndef CABUT_STORE_LEDGER_H
#define CABUT_STORE_LEDGER_H

#include "room.h"

/* Takes the twelve columns id, mailbox_id, uidvalidity, uid, sha256,
 * message_id, class, attempts, casefile_id, why, received_at, is_filed. */
bool ledger_take(struct query *, struct arena *, struct ledger_row *);

#endif
