/* log.h: one JSON line an event on standard error, without personal data or full URLs. */
#pragma once

#include "base/base.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_threshold(enum log_level);
/* log_event(LOG_WARN, "store", "checkpoint took %lld ms", ms): {"t":...,"l":"warn","a":"store","m":"..."} */
void log_event(enum log_level, const char *area, const char *format, ...) PRINTF(3);
/* A line that is JSON already, as the request log writes: `fields` is `"route":"/usulan/{id}","status":200`. */
void log_fields(enum log_level, const char *area, str fields);
