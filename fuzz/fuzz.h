/* fuzz.h: what libFuzzer calls; each target of this folder is one parser. */
#pragma once

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
