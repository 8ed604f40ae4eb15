/* example: values by which templates are tried. Room-private. */
#ifndef NOTICE_EXAMPLE_H
#define NOTICE_EXAMPLE_H

#include "template.h"

/* Every list and object that a template may use, filled for `name`; NULL: for
 * all. */
void example_put_lists(json_t *values, const char *name);

#endif
