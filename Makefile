# make demo    a sample city on http://127.0.0.1:8080 (PORT= changes it)
# make check   everything that must hold before a change lands
# make bench   the measurements that the README quotes
# make soak    what takes longer: cuts, kills, an hour of fuzzing a target, the stories ten times, the measurements; it goes on
#              where it stopped (docs/soak.txt): make soak PART=cuts COUNT=500
PORT ?= 8080
BUILD = build/demo

.PHONY: demo check soak bench clean

demo:
	@tools/setup build
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) --native-file=packaging/release.ini
	@ninja -C $(BUILD)
	@tools/demo $(BUILD) $(PORT)

check:
	@tools/check

soak:
	@tools/soak '$(PART)' '$(COUNT)'

bench:
	@tools/setup build
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) --native-file=packaging/release.ini
	@ninja -C $(BUILD) all bench/kirim-bench bench/lantai-bench bench/sql-bench bench/isi-bench bench/liblambat.so bench/libcatat.so
	@packaging/pg-temp run node bench/semua.mjs $(BUILD)

clean:
	rm -rf build
