interface CheckChoiceProps<T extends string> {
  readonly chosen: readonly T[];
  readonly choice: readonly (readonly [value: T, words: string])[];
  readonly onChoose: (chosen: readonly T[]) => void;
}

/** Any of a few. */
export function CheckChoice<T extends string>({ chosen, choice, onChoose }: CheckChoiceProps<T>) {
  const toggle = (value: T) =>
    onChoose(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <div className="flex flex-wrap gap-x-4">
      {choice.map(([value, words]) => (
        <label key={value} className="flex min-h-10 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
            className="size-4 accent-accent-strong"
          />
          {words}
        </label>
      ))}
    </div>
  );
}
