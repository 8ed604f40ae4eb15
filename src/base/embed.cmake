# embed(NAME FILE OUT): FILE as `const char NAME[]` (NUL-terminated) and
# `const size_t NAME_len` in a generated C file, whose path is set in OUT.
function(embed name file out)
	set(generated ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
	file(READ ${file} hex HEX)
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
	string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)"
		"\\1\n" bytes "${bytes}")
	file(GENERATE OUTPUT ${generated} CONTENT
"#include <stddef.h>
extern const char ${name}[];
extern const size_t ${name}_len;
const char ${name}[] = { ${bytes} 0 };
const size_t ${name}_len = sizeof ${name} - 1;
")
	set(${out} ${generated} PARENT_SCOPE)
endfunction()
