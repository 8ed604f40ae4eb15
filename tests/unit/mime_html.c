/*
 * HTML to text: what a person sees, with old mail marked as quoted, and
 * whatever a person cannot see left out and told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cabut/message.h"

#include "cabut/banned.h"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

struct row {
	const char *html;
	const char *want;
	bool hidden;
};

static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *got;
		bool hidden;
		struct fault f;

		assert_true(message_html_text(
		    slice_of(rows[i].html), "utf-8", arena, &got, &hidden, &f));
		if (strcmp(got, rows[i].want) != 0 || hidden != rows[i].hidden)
			fail_msg("%s\ngot  [%s] hidden %d\nwant [%s] %d",
			    rows[i].html, got, hidden, rows[i].want,
			    rows[i].hidden);
	}
}

#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void
lines_and_cells_stand_as_on_the_screen(void **state)
{
	static const struct row rows[] = {
		{ "", "", false },
		{ "Setuju", "Setuju", false },
		{ "<p>Setuju</p><p>Budi</p>", "Setuju\nBudi", false },
		{ "<div>a</div><div><br></div><div>b</div>", "a\n\nb", false },
		{ "a<br>b<br><br><br>c", "a\nb\n\nc", false },
		{ "<p>Se<b>tu</b>ju\n  ya</p>", "Setuju ya", false },
		{ "<ul><li>a<li>b</ul>", "a\nb", false },
		{ "<table><tr><td>Nama</td><td>: Budi</td></tr>"
		  "<tr><td>NIP</td><td>: 1</td></tr></table>",
		    "Nama\t: Budi\nNIP\t: 1", false },
		{ "<table><tr><td><p>Nama</p></td>\n<td><p>Budi</p></td>"
		  "</tr></table>",
		    "Nama\tBudi", false },
		{ "<table><tr><td>a</td></tr><tr><td></td><td>b</td></tr>",
		    "a\nb", false },
		{ "<pre>a  b\nc</pre>d", "a  b\nc\nd", false },
		{ "a&nbsp;&nbsp;b &amp; c", "a b & c", false },
		{ "<html><head><title>TOLAK</title><style>TOLAK</style>"
		  "<script>TOLAK</script></head><body><!-- TOLAK -->a",
		    "a", false },
		{ "<p class=MsoNormal>Setuju<o:p></o:p></p>"
		  "<p class=MsoNormal><o:p>&nbsp;</o:p></p>",
		    "Setuju", false },
		{ "<!--[if mso]>TOLAK<![endif]-->a", "a", true },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
links_show_where_they_lead(void **state)
{
	static const struct row rows[] = {
		{ "<a href='https://evil.example/x'>klik</a> b",
		    "klik <https://evil.example/x> b", false },
		{ "<a href='https://x.go.id/'>x.go.id</a>", "x.go.id", false },
		{ "<a href='mailto:a@x.go.id'>a@x.go.id</a>", "a@x.go.id",
		    false },
		{ "<a href='mailto:a@x.go.id?body=SETUJU'>jawab</a>",
		    "jawab <a@x.go.id>", false },
		{ "<a href='javascript:SETUJU'>a</a>", "a", false },
		{ "<a href='https://x.go.id/'><img src=x></a>", "", false },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
hidden_text_is_left_out_and_told(void **state)
{
	static const struct row rows[] = {
		{ "a<div style='display:none'>SETUJU</div>b", "a\nb", true },
		{ "a<span style='DISPLAY : None !important'>x</span>", "a",
		    true },
		{ "a<span style='visibility:hidden'>x</span>", "a", true },
		{ "a<span style='font-size:0'>x</span>", "a", true },
		{ "a<span style='font-size:0.5px'>x</span>", "a", true },
		{ "a<span style='opacity:0'>x</span>", "a", true },
		{ "a<span style='mso-hide:all'>x</span>", "a", true },
		{ "a<span style='color:#ffffff'>x</span>", "a", true },
		{ "a<font color=white>x</font>", "a", true },
		{ "a<span style='color:#123;background:#112233'>x</span>", "a",
		    true },
		{ "a<span style='color:rgb(254, 255,255)'>x</span>", "a",
		    true },
		{ "a<span style='color:rgba(0,0,0,0)'>x</span>", "a", true },
		{ "a<span style='color:transparent'>x</span>", "a", true },
		{ "a<div style='height:0;overflow:hidden'>x</div>", "a", true },
		{ "a<div style='max-height:0'>x</div>", "a", true },
		{ "a<div style='text-indent:-9999px'>x</div>", "a", true },
		{ "a<div style='position:absolute;left:-9999px'>x</div>", "a",
		    true },
		{ "a<div hidden>x</div>", "a", true },
		{ "a<textarea>x</textarea>", "a", true },
		{ "a<template>x</template>", "a", true },
		{ "<style>.h{display:none}</style>a<p class='y h'>x</p>", "a",
		    true },
		{ "<style>/* c */ p b, #q { color:#fff }</style>a<p id=q>x"
		  "</p>",
		    "a", true },
		{ "<style>@media all { p.h{font-size:0} }</style>a"
		  "<p class=h>x</p>",
		    "a", true },
		{ "a<div style=\"background:url(';display:none')\">b</div>",
		    "a\nb", false },
		{ "<div style='display:none'>x<div style='display:block'>y"
		  "</div></div>a",
		    "a", true },
		{ "<s>Setuju</s> <del>x</del> <strike>y</strike>a", "a", true },
		{ "<span style='text-decoration:underline line-through'>x"
		  "</span>a",
		    "a", true },
		{ "<style>.x{text-decoration:line-through}</style>a<p class=x>"
		  "b",
		    "a", true },
		{ "<ul style=\"list-style-type:'Tidak '\"><li>b</ul>a", "a",
		    true },
		{ "a<dialog>x</dialog>", "a", true },
		{ "a<!--> tidak -->", "a", true },
		{ "a<!---> tidak -->", "a", true },
		{ "a<!-- x --!> tidak -->", "a tidak -->", true },
		{ "a<!--[if mso]><p>tidak</p><![endif]-->", "a", true },
		{ "<style>p:before{content:'Tidak '}</style><p>a", "a", true },
		{ "<style>p::after { color:red; content : attr(x) }</style>a",
		    "a", true },
		{ "<style>p:before{c\\6fntent:'Tidak'}</style><p>a", "a",
		    true },
		{ "<style>p:before{/**/content/**/:'Tidak'}</style><p>a", "a",
		    true },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
ordinary_mail_has_no_hidden_text(void **state)
{
	static const struct row rows[] = {
		{ "a<div style='display:none'>&nbsp;&zwnj;&#847; </div>", "a",
		    false },
		{ "<td style='font-size:0'><div style='font-size:14px'>a"
		  "</div></td>",
		    "a", false },
		{ "<td bgcolor='#004488'><a href='mailto:x@x.go.id' "
		  "style='color:#fff'>x@x.go.id</a></td>",
		    "x@x.go.id", false },
		{ "<div style='background:linear-gradient(#000,#111)'>"
		  "<span style='color:#fff'>a</span></div>",
		    "a", false },
		{ "<body bgcolor=white style='color:black'>a</body>", "a",
		    false },
		{ "<div style='visibility:hidden'><p "
		  "style='visibility:visible'>a</p></div>",
		    "a", false },
		{ "<p style='margin-left:-36pt;text-indent:-18pt'>a</p>", "a",
		    false },
		{ "<span style='color:#888888'>a</span>", "a", false },
		{ "<style>a:hover{display:none}</style><a>a</a>", "a", false },
		{ "<div style='font-size:small;color:windowtext'>a</div>", "a",
		    false },
		{ "<img width=0 height=0 style='display:none'>a", "a", false },
		{ "<u style='text-decoration:underline'>a</u>", "a", false },
		{ "<ul style='list-style-type:disc'><li>a</ul>", "a", false },
		{ "<!-- a note --><p>a</p><!---->", "a", false },
		{ "<!--[if gte mso 9]><xml><o:x>96</o:x></xml><![endif]-->a",
		    "a", false },
		{ "<!--[if !mso]><style>v\\:* {behavior:url(#x);}</style>"
		  "<![endif]-->a",
		    "a", false },
		{ "<!--[if mso]><table><tr><td width=600><![endif]-->a", "a",
		    false },
		{ "<style>p:after{content:\"\"} p{content-visibility:auto}"
		  "</style>a",
		    "a", false },
		{ "<style>p{;color:red;;}</style><p style=';color: ;;'>a", "a",
		    false },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
old_mail_is_marked_as_quoted(void **state)
{
	static const struct row rows[] = {
		{ "a<blockquote>b<br>c</blockquote>d", "a\n> b\n> c\nd",
		    false },
		{ "<blockquote>b<blockquote>c</blockquote></blockquote>",
		    "> b\n> > c", false },
		{ "<div dir=ltr>Ya</div><div class='gmail_quote'>"
		  "<div class=gmail_attr>Pada Jum menulis:<br></div>"
		  "<blockquote>SETUJU</blockquote></div>",
		    "Ya\n> > Pada Jum menulis:\n> > SETUJU", false },
		{ "Ya<hr><div id=divRplyFwdMsg><b>Dari:</b> x</div>"
		  "<div>SETUJU</div>",
		    "Ya\n> Dari: x\n> SETUJU", false },
		{ "Ya<div id=appendonsend></div><p>SETUJU</p>", "Ya\n> SETUJU",
		    false },
		{ "<p>Ya</p><div><div style='border:none;border-top:solid "
		  "#E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>From:</b> x"
		  "</p></div></div><p>SETUJU</p>",
		    "Ya\n> From: x\n> SETUJU", false },
		{ "<p>Ya</p><div style='border-top:solid #B5C4DF 1.0pt'><p>"
		  "<b>Dari:</b> x</p></div><p>SETUJU</p>",
		    "Ya\n> Dari: x\n> SETUJU", false },
		{ "Ya<div class='ydp1yahoo_quoted' id='ydp2yahoo_quoted_3'>"
		  "SETUJU</div>",
		    "Ya\n> SETUJU", false },
		{ "Ya<hr id='zwchr' data-marker='__DIVIDER__'><div>SETUJU"
		  "</div>",
		    "Ya\n> SETUJU", false },
		{ "Ya<div class=moz-cite-prefix>Pada x menulis:</div>"
		  "<blockquote type=cite>SETUJU</blockquote>",
		    "Ya\n> Pada x menulis:\n> SETUJU", false },
		{ "<div style='border-top:solid #ccc'>Garis saja</div>b",
		    "Garis saja\nb", false },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
the_mime_charset_wins_over_meta(void **state)
{
	const char *got;
	bool hidden;
	struct fault f;

	(void)state;
	assert_true(message_html_text(
	    SLICE("<meta charset=windows-1252><p>caf\xc3\xa9"), "utf-8", arena,
	    &got, &hidden, &f));
	assert_string_equal(got, "caf\xc3\xa9");
	assert_true(message_html_text(SLICE("<meta charset=utf-8>caf\xe9"),
	    "iso-8859-1", arena, &got, &hidden, &f));
	assert_string_equal(got, "caf\xc3\xa9");
	assert_true(
	    message_html_text(SLICE("a\0b"), NULL, arena, &got, &hidden, &f));
	assert_string_equal(got, "a\xef\xbf\xbd"
				 "b");
}

static void
text_too_deep_to_read_is_told(void **state)
{
	struct strbuf s;
	const char *got;
	bool hidden;
	struct fault f;

	(void)state;
	strbuf_init(&s, 3 * HTML_BYTES_MAX);
	for (int i = 0; i < 100; i++)
		strbuf_text(&s, "<div>");
	strbuf_text(&s, "a");
	assert_true(message_html_text(
	    (struct slice){ s.at, s.len }, NULL, arena, &got, &hidden, &f));
	assert_string_equal(got, "a");
	assert_false(hidden);
	for (int i = 0; i < 100000; i++)
		strbuf_text(&s, "<div>");
	strbuf_text(&s, "SETUJU");
	assert_true(message_html_text(
	    (struct slice){ s.at, s.len }, NULL, arena, &got, &hidden, &f));
	assert_null(strstr(got, "SETUJU"));
	assert_true(hidden);
	while (s.len <= HTML_BYTES_MAX)
		strbuf_text(&s, "<div>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
	assert_false(message_html_text(
	    (struct slice){ s.at, s.len }, NULL, arena, &got, &hidden, &f));
	assert_string_equal(f.text, "HTML over 2 MB");
	strbuf_release(&s);
}

static void
tags_of_a_million_attributes_are_refused_at_once(void **state)
{
	/* Each begins so that a careless reader takes the rest as text. */
	static const char *const fronts[] = { "<a ", "<a x='>' ", "<a 1=\" ",
		"<a \" ", "<a < <b ", "<!-- --><script><a ", "<a x=\"y\"z=" };

	(void)state;
	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
		struct strbuf s;
		const char *got;
		bool hidden;
		struct fault f = { 0 };

		strbuf_init(&s, HTML_BYTES_MAX);
		strbuf_text(&s, fronts[i]);
		for (int n = 0; n < 100000; n++)
			strbuf_printf(&s, "b%d ", n);
		if (message_html_text((struct slice){ s.at, s.len }, NULL,
			arena, &got, &hidden, &f))
			fail_msg("[%s] was read", fronts[i]);
		assert_string_equal(f.text, "HTML tag over 256 attributes");
		strbuf_release(&s);
	}
}

static void
too_many_style_rules_are_told(void **state)
{
	struct strbuf s;
	const char *got;
	bool hidden;
	struct fault f;

	(void)state;
	strbuf_init(&s, HTML_BYTES_MAX);
	strbuf_text(&s, "<style>");
	for (int i = 0; i < 200; i++)
		strbuf_printf(&s, ".c%d{display:none}", i);
	strbuf_text(&s, "</style>a<p class=c199>SETUJU");
	assert_true(message_html_text(
	    (struct slice){ s.at, s.len }, NULL, arena, &got, &hidden, &f));
	assert_true(hidden);
	strbuf_release(&s);
}

static void
any_cut_of_a_page_is_survived(void **state)
{
	static const char html[] =
	    "<!DOCTYPE html><html><style>.a{color:#fff;}p{font-size:0}"
	    "</style><body><p class='a' style=\"color:rgb(1,2,3);left:-9px\">"
	    "caf\xc3\xa9 &eacute;&#x41;<a href='http://x'>b</a>"
	    "<table><tr><td>c<td>d</table><blockquote>e";

	(void)state;
	for (size_t len = 0; len < sizeof html; len++) {
		char *exact = malloc(len ? len : 1);
		const char *got;
		bool hidden;
		struct fault f;

		memcpy(exact, html, len);
		assert_true(message_html_text((struct slice){ exact, len },
		    "utf-8", arena, &got, &hidden, &f));
		assert_true(utf8_is_valid(got, strlen(got)));
		free(exact);
	}
}

int
main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		ROW(lines_and_cells_stand_as_on_the_screen),
		ROW(links_show_where_they_lead),
		ROW(hidden_text_is_left_out_and_told),
		ROW(ordinary_mail_has_no_hidden_text),
		ROW(old_mail_is_marked_as_quoted),
		ROW(the_mime_charset_wins_over_meta),
		ROW(text_too_deep_to_read_is_told),
		ROW(tags_of_a_million_attributes_are_refused_at_once),
		ROW(too_many_style_rules_are_told),
		ROW(any_cut_of_a_page_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
