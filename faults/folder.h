/* folder.h: throw-away folders of the fault tests. */
#pragma once

void folder_remove(const char *path);
