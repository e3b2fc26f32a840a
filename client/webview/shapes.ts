// What a message has to look like before anybody believes it: small guards that are put together like the types they prove.

export type Guard<T> = (value: unknown) => value is T;
export type Proved<G> = G extends Guard<infer T> ? T : never;

export const text: Guard<string> = (value): value is string => typeof value === 'string';
export const number: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
export const flag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

export const oneOf =
  <const T extends string>(...words: readonly T[]): Guard<T> =>
  (value): value is T =>
    words.some((word) => word === value);

export const list =
  <T>(item: Guard<T>): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(item);

export const maybe =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value);

/** Further properties are let through: the other side may be newer. */
export const shape =
  <T extends object>(guards: { readonly [K in keyof T]: Guard<T[K]> }): Guard<Readonly<T>> =>
  (value): value is Readonly<T> =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(guards).every(([key, guard]) => (guard as Guard<unknown>)((value as { readonly [key: string]: unknown })[key]));
