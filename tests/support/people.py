#!/usr/bin/python3
"""Mail as people and their programs really write it. Invented people only.

Everything is a function of its arguments: same call, same bytes (DOCX apart,
whose archive carries the time). As a program it writes one .eml to standard
output, for shell scripts:

people.py letter --as text|pdf|docx --owner N --to ADDRESS
people.py reply FILE --from ADDRESS --text TEXT --style STYLE
people.py bsre KIND --owner N --to ADDRESS
people.py vacation FILE --from ADDRESS ; people.py bounce FILE
"""
import argparse
import datetime
import email
import email.message
import email.policy
import email.utils
import hashlib
import html
import io
import pathlib
import sys

WITA = datetime.timezone(datetime.timedelta(hours=8))
NOON = datetime.datetime(2026, 11, 20, 9, 15, 0, tzinfo=WITA)
DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep",
          "Okt", "Nov", "Des")
FULL_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
               "Agustus", "September", "Oktober", "November", "Desember")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI",
         "XII")

REASONS = {
    "lupa_passphrase": "pemilik lupa passphrase sertifikat elektroniknya",
    "perubahan_data": "terdapat perubahan data pada sertifikat elektronik",
    "kehilangan": "sertifikat elektronik dimaksud hilang",
    "mutasi": "yang bersangkutan mutasi ke perangkat daerah lain",
    "pensiun": "yang bersangkutan telah memasuki masa pensiun",
    "meninggal": "yang bersangkutan telah meninggal dunia",
    "pemberhentian": "yang bersangkutan diberhentikan dari jabatannya",
    "kompromi": "passphrase sertifikat elektronik diketahui pihak lain",
}

# NIP and NIK agree in birth date and sex; none belongs to anybody.
OWNERS = [
    {"name": "Sari Lestari, S.Kom.", "nip": "198704232011012901",
     "nik": "7199036304870001", "address":
     "sari.lestari@dinkes.contohkab.go.id", "jabatan":
     "Kepala Subbagian Umum dan Kepegawaian", "instansi": "Dinas Kesehatan",
     "reason": "lupa_passphrase", "number": "800.1.6/231/DINKES"},
    {"name": "Drs. Budi Hartono, M.Si.", "nip": "196811021994031902",
     "nik": "7199030211680002", "address":
     "budi.hartono@bkpsdm.contohkab.go.id", "jabatan":
     "Kepala Bidang Mutasi dan Promosi", "instansi":
     "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
     "reason": "mutasi", "number": "800.1.3/87/BKPSDM"},
    {"name": "Ni Wayan Suryani, S.E.", "nip": "197905142006042903",
     "nik": "7199035405790003", "address":
     "wayan.suryani@bpkad.contohkab.go.id", "jabatan":
     "Kepala Bidang Perbendaharaan", "instansi":
     "Badan Pengelolaan Keuangan dan Aset Daerah",
     "reason": "kompromi", "number": "900.1/412/BPKAD"},
    {"name": "Ir. Yohanis Palit", "nip": "196602171992031904",
     "nik": "7199031702660004", "address":
     "yohanis.palit@dpupr.contohkab.go.id", "jabatan":
     "Kepala Bidang Bina Marga", "instansi":
     "Dinas Pekerjaan Umum dan Penataan Ruang",
     "reason": "pensiun", "number": "800.1.6/118/DPUPR"},
]


# ---- one mail ----

def message_id(seed, domain):
    return "<%s@%s>" % (hashlib.sha256(seed).hexdigest()[:24], domain)


def new_mail(sender, to, subject, when=NOON, extra=()):
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["Date"] = email.utils.format_datetime(when)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    address = email.utils.parseaddr(sender)[1]
    mail["Message-ID"] = message_id(
        repr((sender, to, subject, when, extra)).encode(),
        address.rpartition("@")[2])
    mail["MIME-Version"] = "1.0"
    for name, value in extra:
        mail[name] = value
    return mail


def put_text(mail, text, flavour=None):
    mail.set_content(text, cte="quoted-printable")
    if flavour is not None:
        mail.add_alternative(flavour, subtype="html", cte="quoted-printable")


def to_bytes(mail):
    """Boundaries from the content, not from chance."""
    n = 0
    for part in mail.walk():
        if part.get_content_maintype() == "multipart":
            n += 1
            seed = str(mail["Message-ID"]) + str(n)
            part.set_boundary(
                "=_" + hashlib.sha256(seed.encode()).hexdigest()[:30])
    return mail.as_bytes()


def attach(mail, name, kind, data):
    main, sub = kind.split("/")
    mail.add_attachment(data, maintype=main, subtype=sub, filename=name)


# ---- the letter ----

def date_id(when):
    return "%d %s %d" % (when.day, FULL_MONTHS[when.month - 1], when.year)


def letter_number(owner, when):
    return "%s/%s/%d" % (owner["number"], ROMAN[when.month - 1], when.year)


def letter_rows(owner):
    return [("Nama", owner["name"]), ("NIP", owner["nip"]),
            ("NIK", owner["nik"]), ("Jabatan", owner["jabatan"]),
            ("Unit Kerja", owner["instansi"]), ("Email", owner["address"])]


def letter_lines(owner, when=NOON):
    """The letter as lines; an empty one parts paragraphs."""
    head = ["PEMERINTAH KABUPATEN CONTOH", owner["instansi"].upper(), "",
            "Contoh Raya, " + date_id(when), "",
            "Nomor    : " + letter_number(owner, when),
            "Sifat    : Segera", "Lampiran : 1 (satu) berkas",
            "Hal      : Permohonan Pencabutan Sertifikat Elektronik", "",
            "Yth. Kepala Dinas Komunikasi dan Informatika",
            "Kabupaten Contoh", "di -", "    Contoh Raya", "",
            "Dengan hormat, bersama ini saya mengajukan permohonan",
            "pencabutan sertifikat elektronik BSrE atas nama:", ""]
    rows = ["%-11s: %s" % row for row in letter_rows(owner)]
    tail = ["", "Alasan pencabutan: %s." % REASONS[owner["reason"]], "",
            "Sebagai kelengkapan terlampir SK Jabatan Terakhir.",
            "Demikian permohonan ini disampaikan, atas perhatian dan kerja",
            "sama Bapak/Ibu diucapkan terima kasih.", "",
            "Pemohon,", "", owner["name"], "NIP. " + owner["nip"]]
    return head + rows + tail


def draw_pdf(pages, title):
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=1)
    page.setTitle(title)
    for lines in pages:
        text = page.beginText(72, A4[1] - 72)
        text.setFont("Times-Roman", 11)
        text.setLeading(15)
        for line in lines:
            label, colon, value = line.partition(":")
            if colon and len(label) <= 18 and value.startswith(" "):
                text.textOut(label.rstrip())
                text.moveCursor(110, 0)
                text.textOut(":" + value)
                text.moveCursor(-110, 0)
                text.textLine("")
            else:
                text.textLine(line)
        page.drawText(text)
        page.showPage()
    page.save()
    return out.getvalue()


def letter_pdf_file(owner, when=NOON):
    return draw_pdf([letter_lines(owner, when)], "Surat Permohonan")


def sk_pdf(owner, when=NOON):
    """SK Jabatan Terakhir: the second paper every SOP wants."""
    return draw_pdf([[
        "BUPATI CONTOH", "", "KEPUTUSAN BUPATI CONTOH",
        "NOMOR 821.2/%d/2023" % (int(owner["nip"][-3:]) - 850), "TENTANG",
        "PENGANGKATAN DALAM JABATAN DI LINGKUNGAN",
        "PEMERINTAH KABUPATEN CONTOH", "", "MEMUTUSKAN:",
        "Mengangkat Pegawai Negeri Sipil:", "",
        "Nama : " + owner["name"], "NIP : " + owner["nip"],
        "Jabatan : " + owner["jabatan"],
        "Unit Kerja : " + owner["instansi"], "",
        "Ditetapkan di Contoh Raya", "pada tanggal 2 Januari 2023",
        "BUPATI CONTOH,", "", "Drs. H. Mahmud Tolangara, M.A.P."]],
        "SK Jabatan Terakhir")


def letter_docx_file(owner, when=NOON):
    import docx
    document = docx.Document()
    before, after = letter_lines(owner, when), []
    first = before.index("%-11s: %s" % letter_rows(owner)[0])
    after = before[first + len(letter_rows(owner)):]
    for line in before[:first]:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=3)
    for label, value in letter_rows(owner):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = label, ":", value
    for line in after:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def display(owner):
    return '"%s" <%s>' % (owner["name"], owner["address"])


def letter_text(owner, to, when=NOON, sender=None, with_sk=True):
    """The letter in the body; the decree attached."""
    mail = new_mail(sender or display(owner), to,
                    "Permohonan Pencabutan Sertifikat Elektronik a.n. "
                    + owner["name"], when)
    put_text(mail, "\n".join(letter_lines(owner, when)) + "\n")
    if with_sk:
        attach(mail, "SK Jabatan Terakhir.pdf", "application/pdf",
               sk_pdf(owner, when))
    return to_bytes(mail)


def cover_mail(owner, to, when, sender):
    mail = new_mail(sender or display(owner), to,
                    "Surat Permohonan Pencabutan SE", when)
    put_text(mail, "Yth. Admin Layanan,\n\nTerlampir surat permohonan "
             "pencabutan sertifikat elektronik beserta SK Jabatan Terakhir."
             "\n\nTerima kasih.\n%s\n" % owner["name"])
    return mail


def letter_pdf(owner, to, when=NOON, sender=None, with_sk=True):
    mail = cover_mail(owner, to, when, sender)
    attach(mail, "Surat Permohonan Pencabutan.pdf", "application/pdf",
           letter_pdf_file(owner, when))
    if with_sk:
        attach(mail, "SK Jabatan Terakhir.pdf", "application/pdf",
               sk_pdf(owner, when))
    return to_bytes(mail)


def letter_docx(owner, to, when=NOON, sender=None, with_sk=True):
    mail = cover_mail(owner, to, when, sender)
    attach(mail, "Surat Permohonan Pencabutan.docx",
           "application/vnd.openxmlformats-officedocument"
           ".wordprocessingml.document", letter_docx_file(owner, when))
    if with_sk:
        attach(mail, "SK Jabatan Terakhir.pdf", "application/pdf",
               sk_pdf(owner, when))
    return to_bytes(mail)


# ---- a letter that asks for a certificate ----

def issuance_lines(owner, when=NOON):
    head = ["PEMERINTAH KABUPATEN CONTOH", owner["instansi"].upper(), "",
            "Contoh Raya, " + date_id(when), "",
            "Nomor    : " + letter_number(owner, when),
            "Lampiran : 1 (satu) berkas",
            "Hal      : Permohonan Penerbitan Sertifikat Elektronik", "",
            "Yth. Kepala Dinas Komunikasi dan Informatika",
            "Kabupaten Contoh", "di -", "    Contoh Raya", "",
            "Dengan hormat, bersama ini saya mengajukan permohonan",
            "penerbitan sertifikat elektronik BSrE atas nama:", ""]
    rows = ["%-11s: %s" % row for row in letter_rows(owner)]
    tail = ["", "Demikian permohonan ini disampaikan, atas perhatian",
            "Bapak/Ibu diucapkan terima kasih.", "",
            "Pemohon,", "", owner["name"], "NIP. " + owner["nip"]]
    return head + rows + tail


def identity_card_pdf(owner):
    return draw_pdf([[
        "PROVINSI CONTOH", "KABUPATEN CONTOH", "KARTU TANDA PENDUDUK", "",
        "NIK : " + owner["nik"], "Nama : " + owner["name"]]],
        "Kartu Tanda Penduduk")


def issuance_letter(owner, to, when=NOON, papers=None):
    """`papers`: rows of (name, type, bytes); an identity card unless told."""
    mail = new_mail(display(owner), to, "Permohonan Penerbitan TTE", when)
    put_text(mail, "Yth. Admin Layanan,\n\nTerlampir surat permohonan "
             "penerbitan sertifikat elektronik beserta persyaratannya."
             "\n\nTerima kasih.\n%s\n" % owner["name"])
    attach(mail, "Surat Permohonan Penerbitan.pdf", "application/pdf",
           draw_pdf([issuance_lines(owner, when)], "Surat Permohonan"))
    if papers is None:
        papers = [("KTP.pdf", "application/pdf", identity_card_pdf(owner))]
    for name, kind, data in papers:
        attach(mail, name, kind, data)
    return to_bytes(mail)


# ---- replies ----

def text_of(mail):
    part = mail.get_body(("plain", "html"))
    return part.get_content().replace("\r\n", "\n") if part else ""


def html_of(mail):
    part = mail.get_body(("html",))
    if part:
        return part.get_content()
    return "<pre>%s</pre>" % html.escape(text_of(mail))


def quoted(text):
    return "".join((">" + line if line.startswith(">") else
                    ("> " + line).rstrip()) + "\n"
                   for line in text.rstrip("\n").split("\n"))


def sent_when(mail):
    return email.utils.parsedate_to_datetime(mail["Date"]).astimezone(WITA)


def gmail_date(when):
    return "%s, %d %s %d pukul %02d.%02d" % (
        DAYS[when.weekday()], when.day, MONTHS[when.month - 1], when.year,
        when.hour, when.minute)


def author_parts(original):
    name, address = email.utils.parseaddr(str(original["From"]))
    return name or address, address


def reply_gmail(original, text):
    """Gmail on Android: attribution broken over two lines, blockquote."""
    name, address = author_parts(original)
    date = gmail_date(sent_when(original))
    plain = "%s\n\nPada %s %s <%s>\nmenulis:\n\n%s" % (
        text, date, name, address, quoted(text_of(original)))
    flavour = (
        '<div dir="auto">%s</div><br><div class="gmail_quote">'
        '<div dir="ltr" class="gmail_attr">Pada %s %s &lt;<a href="mailto:'
        '%s">%s</a>&gt; menulis:<br></div><blockquote class="gmail_quote" '
        'style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:'
        '1ex">%s</blockquote></div>\n') % (
        html.escape(text).replace("\n", "<br>"), date, html.escape(name),
        address, address, html_of(original))
    return plain, flavour, (("User-Agent", "Gmail-Android"),)


def header_block(original, labels, date):
    name, address = author_parts(original)
    values = ("%s <%s>" % (name, address), date, str(original["To"]),
              str(original["Subject"]))
    return list(zip(labels, values))


def reply_outlook(original, text):
    """Outlook for Windows: a line, a block of headers, nothing quoted."""
    when = sent_when(original)
    date = "%s %d %s %d %02d:%02d" % (
        ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu",
         "Minggu")[when.weekday()], when.day, FULL_MONTHS[when.month - 1],
        when.year, when.hour, when.minute)
    block = header_block(original, ("Dari", "Dikirim", "Kepada", "Subjek"),
                         date)
    plain = "%s\n\n%s\n%s\n\n%s" % (
        text, "_" * 32, "\n".join("%s: %s" % row for row in block),
        text_of(original))
    flavour = (
        '<html><body lang="IN"><div class="WordSection1">'
        '<p class="MsoNormal">%s</p><div style="border:none;border-top:solid '
        '#E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">%s</p>'
        '</div>%s</div></body></html>\n') % (
        html.escape(text).replace("\n", "</p><p class=\"MsoNormal\">"),
        "<br>".join("<b>%s:</b> %s" % (k, html.escape(v)) for k, v in block),
        html_of(original))
    return plain, flavour, (("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
                            ("Thread-Topic", str(original["Subject"])))


def reply_iphone(original, text):
    name, address = author_parts(original)
    when = sent_when(original)
    plain = ("%s\n\nDikirim dari iPhone saya\n\n> Pada %d %s %d, pukul %02d."
             "%02d, %s <%s> menulis:\n>\n%s") % (
        text, when.day, MONTHS[when.month - 1], when.year, when.hour,
        when.minute, name, address, quoted(text_of(original)))
    return plain, None, (("X-Mailer", "iPhone Mail (20H350)"),)


def reply_zimbra(original, text):
    block = header_block(original, ("Dari", "Terkirim", "Ke", "Subjek"),
                         gmail_date(sent_when(original)))
    plain = "%s\n\n----- Pesan Asli -----\n%s\n\n%s" % (
        text, "\n".join("%s: %s" % row for row in block), text_of(original))
    return plain, None, (("X-Mailer", "Zimbra 8.8.15_GA (ZimbraWebClient)"),)


def reply_roundcube(original, text):
    name, _ = author_parts(original)
    when = sent_when(original)
    plain = "%s\n\nPada %s, %s menulis:\n%s" % (
        text, when.strftime("%Y-%m-%d %H:%M"), name,
        quoted(text_of(original)))
    return plain, None, (("User-Agent", "Roundcube Webmail/1.4.15"),)


def reply_bare(original, text):
    """Only the answer: no quote, as some phones are set."""
    return text + "\n", None, ()


def reply_below(original, text):
    """The answer under the quote, as old hands write."""
    name, _ = author_parts(original)
    return "%s menulis:\n%s\n%s\n" % (
        name, quoted(text_of(original)), text), None, ()


STYLES = {"gmail": reply_gmail, "outlook": reply_outlook,
          "iphone": reply_iphone, "zimbra": reply_zimbra,
          "roundcube": reply_roundcube, "bare": reply_bare,
          "below": reply_below}


def parse(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def thread_headers(original):
    identity = str(original["Message-ID"]).strip()
    before = str(original.get("References", "")).split()
    return (("In-Reply-To", identity),
            ("References", " ".join(before + [identity])))


def reply(original_bytes, from_addr, text, style="gmail", when=None,
          attachments=(), keep_subject=True, to=None):
    """What `from_addr` sends after pressing reply. `attachments`: rows of
    (name, type, bytes). `to` overrides Reply-To and From."""
    original = parse(original_bytes)
    if when is None:
        when = sent_when(original) + datetime.timedelta(minutes=42)
    plain, flavour, extra = STYLES[style](original, text)
    target = to or str(original.get("Reply-To") or original["From"])
    prefix = "Bls: " if style == "zimbra" else "Re: "
    subject = prefix + str(original["Subject"]) if keep_subject else prefix
    mail = new_mail(from_addr, target, subject, when,
                    thread_headers(original) + extra)
    put_text(mail, plain, flavour)
    for name, kind, data in attachments:
        attach(mail, name, kind, data)
    return to_bytes(mail)


def vacation(original_bytes, from_addr, text=None, when=None):
    """Out of office, with the headers that RFC 3834 asks for."""
    original = parse(original_bytes)
    mail = new_mail(
        from_addr, str(original.get("Reply-To") or original["From"]),
        "Balasan otomatis: " + str(original["Subject"]),
        when or sent_when(original) + datetime.timedelta(seconds=5),
        (("In-Reply-To", str(original["Message-ID"]).strip()),
         ("Auto-Submitted", "auto-replied")))
    put_text(mail, text or "Saya sedang tidak di kantor sampai 27 November "
             "2026. Hal mendesak: hubungi Sekretaris Dinas. Setuju atau "
             "tidaknya permohonan menunggu saya kembali.\n")
    return to_bytes(mail)


def bounce(original_bytes, recipient=None, when=None):
    """RFC 3464: the mail could not be delivered."""
    original = parse(original_bytes)
    recipient = recipient or email.utils.parseaddr(str(original["To"]))[1]
    _, address = author_parts(original)
    mail = new_mail(
        "Mail Delivery System <MAILER-DAEMON@mx.contohkab.go.id>", address,
        "Undelivered Mail Returned to Sender",
        when or sent_when(original) + datetime.timedelta(seconds=3),
        (("Auto-Submitted", "auto-replied"),))
    note = email.message.MIMEPart(policy=email.policy.SMTP)
    note.set_content("This is the mail system at host mx.contohkab.go.id.\n\n"
                     "<%s>: user unknown\n" % recipient)
    status = email.message.Message(policy=email.policy.SMTP)
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([email.message_from_string(
        block, policy=email.policy.SMTP) for block in (
        "Reporting-MTA: dns; mx.contohkab.go.id\n\n",
        "Final-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 user unknown\n\n" % recipient)])
    head = email.message.MIMEPart(policy=email.policy.SMTP)
    head.set_content("".join("%s: %s\n" % row for row in original.items()))
    head.replace_header("Content-Type", "text/rfc822-headers; charset=utf-8")
    mail.make_mixed()
    mail.set_type("multipart/report")
    mail.set_param("report-type", "delivery-status")
    for part in (note, status, head):
        mail.attach(part)
    return to_bytes(mail)


# ---- what BSrE sends (wording is not published: this is a likeness) ----

BSRE = "Balai Besar Sertifikasi Elektronik <noreply@bsre.bssn.go.id>"


def bsre_words(owner):
    who = "Nama  : %s\nNIP   : %s\nEmail : %s\n" % (
        owner["name"], owner["nip"], owner["address"])
    return {
        "revoked": (
            "[BSrE] Pencabutan Sertifikat Elektronik Berhasil",
            "Yth. Bapak/Ibu,\n\nSertifikat elektronik berikut telah dicabut:"
            "\n\n%sNomor Seri: 4A:1F:09:C2:77:D0:11:%s\nStatus: REVOKED\n\n"
            "Surel ini dikirim otomatis, mohon tidak dibalas.\n"
            % (who, owner["nip"][-2:])),
        "issued": (
            "[BSrE] Penerbitan Sertifikat Elektronik Berhasil",
            "Yth. Bapak/Ibu,\n\nSertifikat elektronik berikut telah "
            "diterbitkan:\n\n%sNomor Seri: 4A:1F:09:C2:77:D0:22:%s\n"
            "Status: ISSUED\n\nSurel ini dikirim otomatis, mohon tidak "
            "dibalas.\n" % (who, owner["nip"][-2:])),
        "refused": (
            "[BSrE] Permohonan Pencabutan Ditolak",
            "Yth. Bapak/Ibu,\n\nPermohonan pencabutan sertifikat elektronik "
            "atas nama berikut ditolak:\n\n%s\nAlasan: surat rekomendasi "
            "belum ditandatangani secara elektronik.\n" % who),
        "issuance-refused": (
            "[BSrE] Permohonan Penerbitan Ditolak",
            "Yth. Bapak/Ibu,\n\nPermohonan penerbitan sertifikat elektronik "
            "atas nama berikut ditolak:\n\n%s\nAlasan: foto KTP tidak "
            "terbaca.\n" % who),
        "newsletter": (
            "[BSrE] Buletin: Mengenal Pencabutan Sertifikat Elektronik",
            "Yth. Pengguna,\n\nTahukah Anda kapan sertifikat elektronik "
            "harus dicabut? Sertifikat yang telah dicabut tidak dapat "
            "dipakai lagi. Simak panduannya pada portal kami.\n"),
        "reminder": (
            "[BSrE] Pengingat: permohonan pencabutan menunggu verifikasi",
            "Yth. Verifikator,\n\nPermohonan pencabutan berikut menunggu "
            "verifikasi Anda:\n\n%s\n" % who),
    }


def bsre_notice(kind, owner, to, when=NOON, sender=BSRE):
    """kind: a key of bsre_words()."""
    subject, text = bsre_words(owner)[kind]
    extra = [("Auto-Submitted", "auto-generated")]
    if kind == "newsletter":
        extra += [("List-Unsubscribe", "<mailto:berhenti@bsre.bssn.go.id>"),
                  ("Precedence", "bulk")]
    mail = new_mail(sender, to, subject, when, tuple(extra))
    put_text(mail, text)
    return to_bytes(mail)


# ---- the program ----

def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("letter")
    verb.add_argument("--as", dest="shape", default="pdf",
                      choices=("text", "pdf", "docx"))
    verb.add_argument("--owner", type=int, default=0)
    verb.add_argument("--to", required=True)
    verb.add_argument("--without-sk", action="store_true")
    verb = verbs.add_parser("reply")
    verb.add_argument("file")
    verb.add_argument("--from", dest="sender", required=True)
    verb.add_argument("--text", required=True)
    verb.add_argument("--style", default="gmail", choices=sorted(STYLES))
    verb.add_argument("--attach", action="append", default=[],
                      help="a PDF file")
    verb = verbs.add_parser("bsre")
    verb.add_argument("kind", choices=sorted(bsre_words(OWNERS[0])))
    verb.add_argument("--owner", type=int, default=0)
    verb.add_argument("--to", required=True)
    verb = verbs.add_parser("vacation")
    verb.add_argument("file")
    verb.add_argument("--from", dest="sender", required=True)
    verb = verbs.add_parser("bounce")
    verb.add_argument("file")
    for verb in verbs.choices.values():
        verb.add_argument("--date", type=datetime.datetime.fromisoformat)
    return parser.parse_args()


def write(args):
    when = args.date or NOON
    if args.verb == "letter":
        make = {"text": letter_text, "pdf": letter_pdf,
                "docx": letter_docx}[args.shape]
        return make(OWNERS[args.owner], args.to, when,
                    with_sk=not args.without_sk)
    if args.verb == "bsre":
        return bsre_notice(args.kind, OWNERS[args.owner], args.to, when)
    original = pathlib.Path(args.file).read_bytes()
    if args.verb == "vacation":
        return vacation(original, args.sender, when=args.date)
    if args.verb == "bounce":
        return bounce(original, when=args.date)
    papers = [(pathlib.Path(p).name, "application/pdf",
               pathlib.Path(p).read_bytes()) for p in args.attach]
    return reply(original, args.sender, args.text, args.style, args.date,
                 papers)


if __name__ == "__main__":
    sys.stdout.buffer.write(write(arguments()))
