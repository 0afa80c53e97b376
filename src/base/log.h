/* log.h: one JSON line an event on standard error, without personal data or full URLs. */
#pragma once

#include "base/base.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_threshold(enum log_level);
/* log_event(LOG_WARN, "store", "checkpoint took %lld ms", ms): {"t":...,"l":"warn","a":"store","m":"..."} */
void log_event(enum log_level, const char *area, const char *format, ...) PRINTF(3);
/* A line that is JSON already, as the request log writes: `fields` is `"route":"/usulan/{id}","status":200`. */
void log_fields(enum log_level, const char *area, str fields);
/* The same, but many in one write: when 4 KiB are full, before any other line, and at log_flush. A crash loses what
   waits, so only for what comes thousands of times a second and is called flush for twice a second (http/watch.c). */
void log_soon(enum log_level, const char *area, str fields);
void log_flush(void);
