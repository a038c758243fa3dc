import { expect, test } from 'vitest'
import {
  ageOf,
  formatDuration,
  formatMemory,
  formatNumber,
  formatParams,
  formatSize,
  formattingLocale,
  formatWhen,
} from '../../../renderer/ui/format.ts'

// In the machine's own time zone, as the pages are.
const now = new Date(2025, 10, 14, 14, 2).getTime()
const at = (...date: [number, number, number, number, number]) => new Date(...date).getTime()

test('a moment is written as short as its distance allows', () => {
  expect(formatWhen(at(2025, 10, 14, 8, 41), now, 'en-GB')).toBe('08:41')
  expect(formatWhen(at(2025, 10, 11, 8, 41), now, 'en-GB')).toBe('Tue 08:41')
  expect(formatWhen(at(2025, 9, 12, 8, 41), now, 'en-GB')).toBe('12 Oct')
  expect(formatWhen(at(2024, 10, 12, 8, 41), now, 'fr-FR')).toBe('12 nov. 2024')
})

test('a moment of midnight belongs to the day it begins', () => {
  expect(ageOf(at(2025, 10, 14, 0, 0), now)).toBe('today')
  expect(ageOf(at(2025, 10, 13, 23, 59), now)).toBe('yesterday')
  expect(ageOf(at(2025, 10, 7, 0, 0), now)).toBe('week')
  expect(ageOf(at(2025, 10, 6, 23, 59), now)).toBe('earlier')
})

test('numbers are in the notation of the language', () => {
  expect(formatNumber(131_072, 'en-GB')).toBe('131,072')
  expect(formatNumber(0.7, 'fr-FR')).toBe('0,7')
  expect(formatNumber(0.5, 'en-GB', 'percent')).toBe('50%')
})

test('the system’s own notation is used where it speaks the language of the page', () => {
  expect(formattingLocale('en', 'en-US')).toBe('en-US')
  expect(formattingLocale('fr', 'fr-CA')).toBe('fr-CA')
  expect(formattingLocale('en', 'fr-CA')).toBe('en-GB')
  expect(formattingLocale('fr', 'C.UTF-8')).toBe('fr-FR')
  expect(formattingLocale('en', '')).toBe('en-GB')
})

test('the size of a file is in the unit and notation of the language', () => {
  expect(formatSize(43_000, 'en-GB')).toBe('43 kB')
  expect(formatSize(635_968, 'en-GB')).toBe('0.6 MB')
  expect(formatSize(12_345_678, 'fr-FR')).toBe('12,3\u202fMo')
  expect(formatSize(5_130_000_000, 'fr-FR')).toBe('5,1\u202fGo')
})

test('memory is told as it is sold, models as they are named', () => {
  expect(formatMemory(6 * 2 ** 30, 'en-GB')).toBe('6 GB')
  expect(formatMemory(2 ** 29, 'fr-FR')).toBe('512\u202fMo')
  expect(formatParams(7_240_000_000, 'en-GB')).toBe('7.2B')
  expect(formatParams(7_240_000_000, 'fr-FR')).toBe('7,2\u00a0Md')
})

test('how long something takes is told no finer than it helps', () => {
  expect(formatDuration(0.41, 'en-US')).toBe('0.4 sec')
  expect(formatDuration(59.6, 'en-US')).toBe('1 min')
  // The spaces before French units are of several kinds.
  const inFrench = (seconds: number) => formatDuration(seconds, 'fr-FR').replace(/\s/g, ' ')
  expect(inFrench(100)).toBe('1 min 40 s')
  expect(inFrench(4800)).toBe('1 h 20 min')
})
