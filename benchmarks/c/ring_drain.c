// Drains a pinned ring buffer with libbpf's own consumer, filled by a pinned program under test runs.
// usage: ring_drain MAP PROGRAM ROUNDS RUNS   prints: events, best and median ns per event
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t sum, events;

static int on_event(void *ctx, void *data, size_t size)
{
	(void)ctx;
	sum += *(uint64_t *)data + *(uint64_t *)((char *)data + size - 8);
	events++;
	return 0;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	if (argc != 5)
		return 2;
	int map = bpf_obj_get(argv[1]), program = bpf_obj_get(argv[2]);
	int rounds = atoi(argv[3]), runs = atoi(argv[4]);
	struct ring_buffer *ring = ring_buffer__new(map, on_event, NULL, NULL);
	double *each = calloc(rounds, sizeof(*each));
	char packet[64] = {0};
	if (map < 0 || program < 0 || !ring || !each || rounds < 1)
		return 1;
	for (int round = 0; round < rounds; round++) {
		LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = packet,
			    .data_size_in = sizeof(packet), .repeat = runs);
		if (bpf_prog_test_run_opts(program, &options))
			return 1;
		uint64_t before = events;
		double start = now();
		if (ring_buffer__consume(ring) < 0)
			return 1;
		each[round] = (now() - start) / (events - before);
	}
	qsort(each, rounds, sizeof(*each), ascending);
	printf("%llu %.3f %.3f %llx\n", (unsigned long long)events, each[0], each[rounds / 2],
	       (unsigned long long)sum);
	return 0;
}
