/** Application permissions of Microsoft Graph that a call asks for (docs/service-facts.md, "Permissions"). */
export interface Needs {
  /** Any one of them is enough; least privileged first. */
  readonly anyOf: readonly string[];
  /** What else the service looks at, in words. */
  readonly condition?: string;
}

export const READ_KEY_SETS: Needs = {
  anyOf: ["TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All"],
};

export const WRITE_KEY_SETS: Needs = { anyOf: ["TrustFrameworkKeySet.ReadWrite.All"] };

export const READ_OBJECTS: Needs = {
  anyOf: [
    "Application.ReadWrite.OwnedBy",
    "Application.Read.All",
    "Directory.Read.All",
    "Application.ReadWrite.All",
    "Directory.ReadWrite.All",
  ],
  condition: "Application.ReadWrite.OwnedBy reaches only objects that the caller owns",
};

export const WRITE_OBJECTS: Needs = {
  anyOf: ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All"],
  condition: "Application.ReadWrite.OwnedBy reaches only objects that the caller owns",
};

/** addKey and removeKey: the proof is the authorization where an application rolls its own keys. */
export const ROLL_KEYS: Needs = {
  ...WRITE_OBJECTS,
  condition: `none where the application rolls its own keys; ${WRITE_OBJECTS.condition ?? ""}`,
};

/** For a message: the least privileged, the next one, and the condition. */
export function describeNeeds({ anyOf, condition }: Needs): string {
  const names = anyOf.slice(0, 2).join(" or ");
  return condition === undefined ? names : `${names} (${condition})`;
}
