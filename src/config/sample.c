/*
 * The first configuration, as `cabut init` writes it: two files that load as
 * they are once the SOP file lies beside them. The people are invented.
 */
#include "cabut/config.h"

#include "cabut/banned.h"

static const char host[] =
    "# cabut: the host. Agencies follow in agencies.d/*.yaml.\n"
    "# Check every change with: cabut check\n"
    "\n"
    "# Cases, ledger and outbox; the folder must be ours alone.\n"
    "database: /var/lib/cabut/cabut.db\n"
    "\n"
    "# Mail templates and the sandboxed reader; default: as "
    "installed.\n"
    "# templates: /etc/cabut/templates\n"
    "# cell: /usr/libexec/cabut/cabut-cell\n"
    "\n"
    "# Case numbers: CABUT-2026-0042.\n"
    "case_prefix: CABUT\n"
    "\n"
    "# Only mail proven to come from here can say \"revoked\".\n"
    "bsre_domains: [ bssn.go.id ]\n"
    "\n"
    "# At most this many mails of one mailbox in one run.\n"
    "mails_per_run: 1000\n"
    "\n"
    "# Fixed answers (\"not clear\", \"how to ask\") to one sender "
    "in a day.\n"
    "notices_per_sender_day: 5\n"
    "\n"
    "# Accept --at TIME; for trials, never in service.\n"
    "allow_test_clock: no\n"
    "\n"
    "# CAs whose signatures in letters count as proven: PEM, the root\n"
    "# and the CA of BSrE. Officials are told; nothing is decided by it.\n"
    "# signature_ca_file: /etc/cabut/bsre-ca.pem\n";

#define PEOPLE                                                                 \
	"# Who fills the roles (peran id) of the SOP file.\n"                  \
	"officials:\n"                                                         \
	"  - role: kepala-dinas\n"                                             \
	"    name: Ratna Wulandari, S.Kom., M.Si.\n"                           \
	"    address: ratna.wulandari@diskominfo.contohkab.go.id\n"            \
	"    nip: \"197503122000122001\"\n"                                    \
	"    rank: Pembina Utama Muda, IV/c\n"                                 \
	"    title: Kepala Dinas Komunikasi dan Informatika\n"                 \
	"    # Both may answer from the first to the last day; without\n"      \
	"    # `from`, while an absence note of the official says so.\n"       \
	"    # substitute:\n"                                                  \
	"    #   name: Made Suparta, S.T.\n"                                   \
	"    #   address: made.suparta@diskominfo.contohkab.go.id\n"           \
	"    #   capacity: Plh. # or Plt.\n"                                   \
	"    #   from: 2026-11-01\n"                                           \
	"    #   until: 2026-11-14\n"                                          \
	"  - role: kabid-persandian\n"                                         \
	"    name: Hendra Lumentut, S.T.\n"                                    \
	"    address: hendra.lumentut@diskominfo.contohkab.go.id\n"            \
	"  - role: sandiman\n"                                                 \
	"    name: Nurul Aini, S.Tr.\n"                                        \
	"    address: nurul.aini@diskominfo.contohkab.go.id\n"                 \
	"  - role: verifikator\n"                                              \
	"    name: Yosef Mamonto, A.Md.\n"                                     \
	"    address: yosef.mamonto@diskominfo.contohkab.go.id\n"

#define TIME                                                                   \
	"# When the office works; a day that is not named is off. Deadlines\n" \
	"# and reminders count by it. A blank parts the spans of a day.\n"     \
	"working_hours:\n"                                                     \
	"  - days: mon-thu\n"                                                  \
	"    open: 07:30-12:00 13:00-16:00\n"                                  \
	"  - days: fri\n"                                                      \
	"    open: 07:30-11:30 13:00-16:30\n"                                  \
	"# National holidays and cuti bersama, as iCalendar; add the joint\n"  \
	"# decree (SKB 3 Menteri) of each new year.\n"                         \
	"# holidays: ../libur.ics\n"                                           \
	"\n"                                                                   \
	"# Hears of an official who is late.\n"                                \
	"escalation:\n"                                                        \
	"  name: Siti Rahmawati, S.Sos.\n"                                     \
	"  address: siti.rahmawati@diskominfo.contohkab.go.id\n"               \
	"\n"

#define REGISTER                                                               \
	"# Who answers for what nobody else can, as an owner's unknown\n"      \
	"# atasan; without such an official: the operators.\n"                 \
	"# helpdesk_role: helpdesk\n"                                          \
	"\n"                                                                   \
	"# The atasan of the owners of a unit kerja.\n"                        \
	"superiors:\n"                                                         \
	"  - unit: Dinas Kesehatan\n"                                          \
	"    name: dr. Wayan Sudarma, M.Kes.\n"                                \
	"    address: wayan.sudarma@dinkes.contohkab.go.id\n"                  \
	"\n"                                                                   \
	"# Batas usia pensiun; the first that stands in the position "         \
	"counts.\n"                                                            \
	"retirement:\n"                                                        \
	"  default: 58\n"                                                      \
	"  by_title:\n"                                                        \
	"    - { contains: Guru Besar, age: 70 }\n"                            \
	"    - { contains: Guru, age: 60 }\n"                                  \
	"    - { contains: Ahli Utama, age: 65 }\n"                            \
	"    - { contains: Ahli Madya, age: 60 }\n"                            \
	"    - { contains: Kepala Dinas, age: 60 }\n"                          \
	"\n"                                                                   \
	"# Who is told each month which owners' terms end soon.\n"             \
	"register_notice:\n"                                                   \
	"  role: verifikator\n"                                                \
	"  day: 1\n"                                                           \
	"  months_ahead: 2\n"

static const char agency[] =
    "# cabut: one agency. Every name and address is invented.\n"
    "\n"
    "id: diskominfo-contoh\n"
    "name: Dinas Komunikasi dan Informatika Kabupaten Contoh\n"
    "zone: WITA # WIB, WITA or WIT\n"
    "\n"
    "# Paths count from this file. Copy the SOP from the installed\n"
    "# share/cabut/sop and check it with: cabut sop check FILE\n"
    "sop: [ ../sop/bolaang-mongondow-pencabutan.xml ]\n"
    "\n"
    "# Where letters and answers arrive. In the user's name '@' is "
    "%40.\n"
    "# Secrets: password_file (mode 0600), password_credential\n"
    "# (systemd) or token_command (XOAUTH2); never in here.\n"
    "mailboxes:\n"
    "  - url: imaps://cabut%40diskominfo.contohkab.go.id"
    "@mail.contohkab.go.id/INBOX\n"
    "    password_file: /etc/cabut/secret/imap\n"
    "    filing: keyword  # keyword, move (with folder:) or none\n"
    "    first_run: new   # new: begin at the present end; all\n"
    "\n"
    "smtp:\n"
    "  url: smtps://cabut%40diskominfo.contohkab.go.id"
    "@mail.contohkab.go.id\n"
    "  password_file: /etc/cabut/secret/smtp\n"
    "\n"
    "sender:\n"
    "  address: cabut@diskominfo.contohkab.go.id\n"
    "  name: Layanan Sertifikat Elektronik\n"
    "  plus_address: no # yes: mail to cabut+xyz@ arrives too\n"
    "\n"
    "# Whose users may ask; sub-domains count.\n"
    "applicant_domains: [ contohkab.go.id ]\n"
    "\n" PEOPLE "\n"
    "# Told when a person must look.\n"
    "operators: [ operator@diskominfo.contohkab.go.id ]\n"
    "helpdesk: Meja Layanan Persandian, telepon (0000) 000000\n"
    "\n"
    "# Whose word counts that a mail is genuine (RFC 8601). Both "
    "names\n"
    "# stand in the header of any mail from outside: authserv_id "
    "in\n"
    "# Authentication-Results, border_host after \"by\" in "
    "Received.\n"
    "auth:\n"
    "  authserv_id: mail.contohkab.go.id\n"
    "  border_host: mx.contohkab.go.id\n"
    "  border_strips: no\n"
    "  internal_domains: []\n"
    "\n"
    "hold_minutes: 60 # masa sanggah before the upload to AMS\n"
    "token_days: 7    # then the official is asked anew\n"
    "# templates: ../templates-contoh\n"
    "\n"
    "# The drafted Surat Rekomendasi.\n"
    "letter:\n"
    "  letterhead:\n"
    "    - PEMERINTAH KABUPATEN CONTOH\n"
    "    - DINAS KOMUNIKASI DAN INFORMATIKA\n"
    "    - Jalan Merdeka Nomor 1, Contoh\n"
    "  place: Contoh\n"
    "  number_pattern: \"555/{n}/Kominfo/{roman}/{year}\"\n"
    "  signer_role: kepala-dinas\n"
    "\n" TIME REGISTER;

const char *
config_sample_host(void)
{
	return host;
}

const char *
config_sample_agency(void)
{
	return agency;
}
