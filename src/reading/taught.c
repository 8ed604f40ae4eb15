/*
 * taught: a refusal as our mails ask for it, "TOLAK" and its reason.
 */
#include "decision.h"

#include "cabut/banned.h"

/* "TOLAK permohonan hibah", but not "permohonan ini", "permohonan Budi". */
static bool
names_other_request(const char *rest, size_t len)
{
	static const char ours[] =
	    "ini itu tersebut tsb dimaksud pencabutan cabut ybs yang yg an a.n "
	    "atas saudara sdr sdri karena krn sebab dengan dgn belum tidak di "
	    "pemohon yth bapak ibu pak bu alasan sudah";
	size_t next;

	if (!list_has("permohonan pengajuan usulan permintaan", rest, len))
		return false;
	rest += len;
	rest += strspn(rest, " ");
	next = strcspn(rest, " \n,.!:;");
	return next > 0 && *rest >= 'a' && *rest <= 'z' &&
	       !list_has(ours, rest, next);
}

/* The word at the very beginning, in capitals or with a sign behind it, and
 * a reason in whatever words: that is how our mails ask for it. Slogans are in
 * capitals all through, and what is refused may be the delay. */
bool
refusal_is_taught(const char *own)
{
	static const char word[] = "TOLAK";
	static const char other[] =
	    "ukur gratifikasi bala angin korupsi suap pungli penundaan tunda "
	    "ditunda usul sumbangan politik tambang hibah hoax hoaks narkoba "
	    "pengadaan peminjaman proposal golput reklamasi miras judi "
	    "radikalisme intoleransi kekerasan diskriminasi";
	const char *rest = own + strspn(own, " \t\n");

	if (!slice_starts_nocase(slice_of(rest), SLICE("TOLAK")))
		return false;
	bool shouted = strncmp(rest, word, sizeof word - 1) == 0;
	rest += sizeof word - 1;
	if (!strchr(" :,-.;", *rest) || !*rest || strchr(rest, '?') ||
	    (!shouted && !strchr(":,-.;", rest[strspn(rest, " ")])))
		return false;
	rest += strspn(rest, " :,-.;\n");
	size_t len = strcspn(rest, " \n,.!");

	return len > 0 && strpbrk(rest, "abcdefghijklmnopqrstuvwxyz") &&
	       !list_has(other, rest, len) && !names_other_request(rest, len);
}

/* Behind the colon a negation is part of the reason, unless it may deny the
 * answer itself. */
bool
refusal_has_reason(const char *own)
{
	const char *rest = own + strspn(own, " \t\n");

	if (!slice_starts_nocase(slice_of(rest), SLICE("TOLAK")))
		return false;
	rest += 5;
	rest += strspn(rest, " ");
	return (*rest == ':' || (*rest == ',' && strcasestr(rest, " ada "))) &&
	       !strcasestr(rest, "bukan");
}
