# make demo    a sample city on http://127.0.0.1:8080 (PORT= changes it)
# make check   everything that must hold before a change lands
# make soak    what takes longer: an hour of fuzzing, the measurements of bench/
PORT = 8080
BUILD = build/demo

.PHONY: demo check soak clean

demo:
	@tools/setup build
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) --buildtype=release -Dtests=false
	@ninja -C $(BUILD)
	@tools/demo $(BUILD) $(PORT)

check:
	@tools/check

soak:
	@tools/soak

clean:
	rm -rf build
