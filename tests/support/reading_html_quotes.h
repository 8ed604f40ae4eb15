/* How mail programs quote in HTML; for tests alone. */
#ifndef SUPPORT_READING_HTML_QUOTES_H
#define SUPPORT_READING_HTML_QUOTES_H

#include <stdbool.h>

#define HTML_US "Layanan Cabut &lt;cabut@diskominfo.contohkab.go.id&gt;"

/* `is_closed`: what stands behind it is the sender's own again. */
struct html_style {
	const char *name, *before, *after;
	bool is_closed;
};

static const struct html_style html_styles[] = {
	{ "gmail",
	    "<div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">"
	    "Pada Kam, 5 Nov 2026 pukul 09.15 Layanan Cabut &lt;<a "
	    "href=\"mailto:cabut@diskominfo.contohkab.go.id\">cabut@diskominfo."
	    "contohkab.go.id</a>&gt; menulis:<br></div><blockquote "
	    "class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;"
	    "border-left:1px solid rgb(204,204,204);padding-left:1ex\">",
	    "</blockquote></div>", true },
	{ "gmail container",
	    "<div class=\"gmail_quote gmail_quote_container\">On Thu, Nov 5, "
	    "2026 at 9:15 AM " HTML_US " wrote:<br><blockquote "
	    "class=\"gmail_quote\">",
	    "</blockquote></div>", true },
	{ "gmail forward",
	    "<div class=\"gmail_quote\">---------- Forwarded message ---------"
	    "<br>Dari: <strong>Layanan Cabut</strong><br>Date: Kam, 5 Nov 2026"
	    "<br>Subject: x<br>To: Kabid<br><br>",
	    "</div>", true },
	{ "outlook on the web",
	    "<hr style=\"display:inline-block;width:98%\" tabindex=\"-1\">"
	    "<div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>Dari:</b> " HTML_US
	    "<br><b>Dikirim:</b> Kamis, 5 November 2026 09.15<br><b>Kepada:"
	    "</b> Kabid<br><b>Subjek:</b> x</div><div>",
	    "</div>", false },
	{ "outlook mobile",
	    "<div id=\"ms-outlook-mobile-signature\">Dapatkan <a "
	    "href=\"https://aka.ms/o0ukef\">Outlook untuk iOS</a></div>"
	    "<div id=\"mail-editor-reference-message-container\"><hr><div "
	    "class=\"ms-outlook-mobile-reference-message\"><b>Dari:</b> "
	    "x<br><b>Dikirim:</b> Kamis<br></div><div>",
	    "</div></div>", false },
	{ "outlook desktop",
	    "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;"
	    "padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b><span "
	    "lang=EN-US>From:</span></b> " HTML_US
	    " <br><b>Sent:</b> Thursday<br><b>To:</b> Kabid<br><b>Subject:</b> "
	    "x</p></div></div><p class=MsoNormal>",
	    "</p>", false },
	{ "outlook 2007, Indonesian",
	    "<div style='border:none;border-top:solid #B5C4DF 1.0pt'><p "
	    "class=MsoNormal><b>Dari:</b> " HTML_US
	    "<br><b>Terkirim:</b> 5 November<br></p></div><p>",
	    "</p>", false },
	{ "outlook, line at the left",
	    "<div style='border:none;border-left:solid blue 1.5pt;padding:0cm "
	    "0cm 0cm 4.0pt'><div><div style='border:none;border-top:solid "
	    "#E1E1E1 1.0pt'><p><b>Dari:</b> x</p></div></div><p>",
	    "</p></div>", false },
	{ "outlook for mac",
	    "<div style=\"border:none;border-top:solid #B5C4DF 1.0pt;"
	    "padding:3.0pt 0cm 0cm 0cm\"><p class=\"MsoNormal\"><b><span "
	    "style=\"font-size:12.0pt;color:black\">Dari: "
	    "</span></b><span>" HTML_US
	    "<br><b>Tanggal: </b>Kamis, 5 November 2026<br></span></p></div>"
	    "<div>",
	    "</div>", false },
	{ "old outlook header",
	    "<div class=\"OutlookMessageHeader\" dir=\"ltr\"><font "
	    "face=\"Tahoma\">-----Pesan Asli-----<br><b>Dari:</b> x<br>"
	    "<b>Dikirim:</b> Kamis</font></div><div>",
	    "</div>", false },
	{ "outlook express",
	    "<BLOCKQUOTE style=\"PADDING-LEFT: 5px; BORDER-LEFT: #000000 2px "
	    "solid\"><DIV>----- Original Message ----- </DIV><DIV><B>From:</B>"
	    " x </DIV><DIV>",
	    "</DIV></BLOCKQUOTE>", true },
	{ "zimbra",
	    "<hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div "
	    "data-marker=\"__HEADERS__\"><b>Dari: </b>\"Layanan Cabut\"<br>"
	    "<b>Ke: </b>\"Kabid\"<br><b>Terkirim: </b>Kamis<br></div><div "
	    "data-marker=\"__QUOTED_TEXT__\">",
	    "</div>", false },
	{ "zimbra, line at the left",
	    "<div><span id=\"zwchr\" data-marker=\"__DIVIDER__\">Pada 5 Nov "
	    "2026, Layanan Cabut menulis:<br></span></div><blockquote "
	    "style=\"border-left:2px solid #1010ff;margin-left:5px\">",
	    "</blockquote>", false },
	{ "zoho",
	    "<div class=\"zmail_extra_hr\" style=\"border-top:1px "
	    "solid\"></div>"
	    "<div class=\"zmail_extra\"><div>---- Pada Kam, 05 Nov 2026 "
	    "Layanan menulis ----</div><blockquote id=\"blockquote_zmail\">",
	    "</blockquote></div>", true },
	{ "roundcube",
	    "<p id=\"reply-intro\">Pada 2026-11-05 09:15, Layanan Cabut "
	    "menulis:</p><blockquote type=\"cite\" style=\"padding: 0 0.4em; "
	    "border-left: #1010ff 2px solid; margin: 0\">",
	    "</blockquote>", true },
	{ "thunderbird",
	    "<div class=\"moz-cite-prefix\">Pada 05/11/26 09.15, Layanan Cabut "
	    "menulis:<br></div><blockquote type=\"cite\" cite=\"mid:x@y\">",
	    "</blockquote>", true },
	{ "thunderbird forward",
	    "<div class=\"moz-forward-container\"><br>-------- Pesan "
	    "Diteruskan --------<table class=\"moz-email-headers-table\"><tr>"
	    "<th>Judul: </th><td>x</td></tr><tr><th>Dari: </th><td>y</td></tr>"
	    "</table>",
	    "</div>", true },
	{ "k-9",
	    "<div class=\"gmail_quote\">Pada 5 November 2026 09.15.00 "
	    "WIB, " HTML_US " menulis:<blockquote class=\"gmail_quote\">",
	    "</blockquote></div>", true },
	{ "apple mail",
	    "<div><br><blockquote type=\"cite\"><div>Pada 5 Nov 2026, pukul "
	    "09.15, " HTML_US
	    " menulis:</div><br class=\"Apple-interchange-newline\"><div>",
	    "</div></blockquote></div>", true },
	{ "yahoo",
	    "<div id=\"ydp5yahoo_quoted_1\" class=\"ydp6yahoo_quoted\"><div>"
	    "Pada Kamis, 5 November 2026 09.15.00 WIB, " HTML_US
	    " menulis:</div><div>",
	    "</div></div>", true },
	{ "samsung",
	    "<div style=\"font-size:100%;color:#000000\"><!-- originalMessage "
	    "--><div>-------- Pesan asli --------</div><div>Dari: " HTML_US
	    "</div><div>Tanggal: 05/11/26 09.15 (GMT+07:00)</div><div>Ke: Kabid"
	    "</div><div>Subjek: x</div><div><br></div></div>",
	    "", false },
	{ "spark",
	    "<div name=\"messageReplySection\">On Nov 5, 2026 at 9:15 AM "
	    "+0700, " HTML_US
	    ", wrote:<br /><blockquote type=\"cite\" class=\"spark_quote\">",
	    "</blockquote></div>", true },
	{ "proton",
	    "<div class=\"protonmail_quote\">On Thursday, November 5th, 2026 "
	    "at "
	    "9:15 AM, " HTML_US " wrote:<br><blockquote "
	    "class=\"protonmail_quote\" type=\"cite\">",
	    "</blockquote></div>", true },
	{ "sogo",
	    "Pada Kamis, 05 November 2026 09:15 WIB, \"Layanan Cabut\" "
	    "&lt;cabut@diskominfo.contohkab.go.id&gt; menulis:<br>&nbsp;"
	    "<blockquote type=\"cite\" cite=\"x\">",
	    "</blockquote>", true },
	{ "horde", "<p>Mengutip " HTML_US ":</p><blockquote type=\"cite\">",
	    "</blockquote>", true },
	{ "em client",
	    "<div>------ Pesan Asli ------</div><div>Dari \"Layanan Cabut\" "
	    "&lt;cabut@diskominfo.contohkab.go.id&gt;</div><div>Ke \"Kabid\""
	    "</div><div>Tanggal 05/11/2026</div><div id=\"x1\"><blockquote "
	    "cite=\"x\" type=\"cite\" class=\"cite2\">",
	    "</blockquote></div>", false },
	{ "a line at the left only",
	    "<div>Pada Kam, 5 Nov 2026 pukul 09.15 " HTML_US
	    " menulis:</div><div style=\"border-left:1px solid #ccc;"
	    "padding-left:1ex\">",
	    "</div>", true },
	{ "five layers",
	    "<div class=\"gmail_quote\"><div class=\"gmail_attr\">Pada Jum, 6 "
	    "Nov 2026 Sekdis &lt;s@contohkab.go.id&gt; menulis:</div>"
	    "<blockquote>Mohon dicek<blockquote>Silakan<div>Pada Kam, Ani "
	    "menulis:</div><blockquote>Bu, mohon arahan<blockquote>ok"
	    "<blockquote>",
	    "</blockquote></blockquote></blockquote></blockquote></blockquote>"
	    "</div>",
	    true },
};

enum { HTML_STYLES = sizeof html_styles / sizeof *html_styles };

#endif
