/* luar.h: what serve and pamong-kirim say to each other about servers of others: one HTTP request, one answer. */
#pragma once

#include "core/pembantu/pembantu.h"

enum { LUAR_HOST_MOST = 16, LUAR_KIRIM_MOST = 8 * 1024 * 1024, LUAR_JAWAB_MOST = 4 * 1024 * 1024,
    LUAR_FOTO_MOST = 12 * 1024 * 1024 };

/* GET or POST; `jenis` of isi, empty: application/x-www-form-urlencoded. `foto`: bytes are expected, no text. */
struct luar_tanya { str cara, url, isi, jenis; bool foto; };
/* LUAR_PUTUS: not reached, cut off, or too much came; `isi` says why. LUAR_DITOLAK: the server is not listed. */
enum luar_hasil { LUAR_DIJAWAB, LUAR_PUTUS, LUAR_DITOLAK };
struct luar_jawab { enum luar_hasil hasil; int64_t status; str isi; };
/* What pamong-kirim is told at its start: a name that leads into a private network is refused unless `dalam`. */
struct luar_atur { str hosts, akar; bool dalam; };
void luar_ask(const struct luar_tanya *, struct arena *, struct luar_jawab *);

/* Where a URL leads: "https://lapor.example.go.id:8443/..." */
struct luar_asal { bool tls; str host; int64_t port; };
bool luar_asal_of(str url, struct luar_asal *) MUST_CHECK;
/* `hosts`: origins parted by blanks, as sambungan.host of pamong.conf lists them; nothing else is talked to. */
bool luar_listed(str hosts, str url);
/* NULL, or what is wrong with that list, in words for the administrator. */
const char *luar_hosts_wrong(str hosts);
/* The ports of that list, ending in 0; `ports` holds LUAR_HOST_MOST + 1. */
void luar_ports(str hosts, int *ports);
