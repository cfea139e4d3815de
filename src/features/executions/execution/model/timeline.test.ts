import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleTask, sampleWorkflow } from '../testing/samples.ts';
import { stepsOf } from './attempts.ts';
import { lengthOf, marksOf, stretch, timelineOf } from './timeline.ts';

function timeline(tasks: readonly ReturnType<typeof sampleTask>[], fields = {}) {
  return timelineOf(sampleWorkflow(tasks, fields), stepsOf(tasks));
}

test('an attempt has its wait and its run, and a step all its attempts', () => {
  const first = sampleTask({ status: 'FAILED', scheduledTime: 1_000, startTime: 1_200, endTime: 2_000 });
  const second = sampleTask({ status: 'IN_PROGRESS', retryCount: 1, scheduledTime: 2_000, startTime: 2_500 });
  expect(timeline([first, second]).rows).toEqual([
    {
      ref: 'work_ref',
      label: 'work_ref',
      status: 'IN_PROGRESS',
      bars: [
        { taskId: first.taskId, status: 'FAILED', attempt: 1, queued: 1_000, began: 1_200, ended: 2_000 },
        {
          taskId: second.taskId,
          status: 'IN_PROGRESS',
          attempt: 2,
          queued: 2_000,
          began: 2_500,
          ended: undefined,
        },
      ],
    },
  ]);
});

test('rows stand in the order in which they were scheduled, whatever the order of the tasks', () => {
  const late = sampleTask({ referenceTaskName: 'late', scheduledTime: 9_000 });
  const early = sampleTask({ referenceTaskName: 'early', scheduledTime: 5_000 });
  expect(timeline([late, early]).rows.map(({ ref }) => ref)).toEqual(['early', 'late']);
});

test('a skipped step, which has no times, keeps its row', () => {
  const skipped = sampleTask({ referenceTaskName: 'skipped', status: 'SKIPPED', seq: 0 });
  expect(timeline([skipped]).rows).toMatchObject([{ ref: 'skipped', bars: [] }]);
});

test('a task outside the times of its execution widens them', () => {
  const task = sampleTask({ scheduledTime: 500, startTime: 600, endTime: 9_000, status: 'COMPLETED' });
  expect(timeline([task], { startTime: 1_000, endTime: 8_000 })).toMatchObject({ start: 500, end: 9_000 });
});

test('while it runs the end is now', () => {
  const running = timeline([], { startTime: 1_000 });
  expect(lengthOf(running, 3_000)).toBe(2_000);
  expect(stretch(running, 1_500, 2_000, 3_000)).toEqual({ left: 25, width: 25 });
});

test('no stretch leaves the picture', () => {
  const time = fc.integer({ min: 0, max: 1e13 });
  fc.assert(
    fc.property(time, time, time, time, fc.option(time, { nil: undefined }), (start, from, to, now, end) => {
      const { left, width } = stretch({ start, end, rows: [] }, from, to, now);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(100.000_001);
    }),
  );
});

test('marks are few, begin at the start, and stay inside', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 20 }), (length, count) => {
      const marks = marksOf(length, count);
      expect(marks[0]).toBe(0);
      expect(marks.length).toBeLessThanOrEqual(count + 1);
      expect(marks.at(-1)).toBeLessThanOrEqual(length);
    }),
  );
  expect(marksOf(41_200, 6)).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  expect(marksOf(999_023_437_464, 11)).toHaveLength(11);
});
