import { inputError, type ActionError } from "../errors.ts";
import { Secret } from "../secrets/secret.ts";
import type { InputName } from "./names.ts";

/** The inputs as strings: what was given, nothing decided. An empty input is an absent one. */
export class Inputs {
  readonly #values: ReadonlyMap<InputName, string | Secret>;
  readonly #defaults: ReadonlyMap<string, string>;

  /** @param defaults what the runner gives where the step says nothing */
  constructor(
    values: ReadonlyMap<InputName, string | Secret>,
    defaults: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#values = values;
    this.#defaults = defaults;
  }

  /**
   * What the step's author wrote, as far as that can be told: an input that equals its default
   * came from the runner, or says no more than the runner would have.
   */
  get given(): readonly InputName[] {
    return [...this.#values].flatMap(([name, value]) => (this.#defaults.get(name) === value ? [] : [name]));
  }

  has(name: InputName): boolean {
    return this.#values.has(name);
  }

  text(name: InputName): string | undefined {
    const value = this.#values.get(name);
    return value instanceof Secret ? undefined : value;
  }

  secret(name: InputName): Secret | undefined {
    const value = this.#values.get(name);
    return value instanceof Secret ? value : undefined;
  }

  requireText(name: InputName, remedy: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name, remedy);
    return value;
  }

  requireSecret(name: InputName, remedy: string): Secret {
    const value = this.secret(name);
    if (value === undefined) throw missing(name, remedy);
    return value;
  }
}

/** An input that is needed and empty. Says why a secret can be empty although it is set. */
export function missing(name: InputName, remedy: string): ActionError {
  return inputError(
    name,
    "is missing or empty.",
    `${remedy} If it comes from a secret: the secret is not set here, or it is not available to this event (pull requests from forks get no secrets).`,
    "input-missing",
  );
}
