import { addKeySet } from "../../../emulator/sample.ts";
import type { Chapter } from "../chapter.ts";

const DAY = 86_400;

export const rotationOfKeySets: Chapter = {
  title: "A signing key that rolls itself",
  text: "The same step runs every night. It makes the next key when the last one nears its end, early enough for everybody to fetch the public key.",

  async play(stage) {
    const { tenant, pipeline } = stage.world;
    const id = "B2C_1A_NightlySigning";
    const now = tenant.nowSeconds();
    addKeySet(tenant, id, [{ kid: "last-year", nbf: now - 160 * DAY, exp: now + 20 * DAY }]);
    const inputs = {
      operation: "rotate",
      "key-set-id": id,
      "key-type": "RSA",
      "key-use": "sig",
      "rotate-before": "30d",
      lead: "25h",
      "client-id": pipeline.appId,
    };
    await stage.step({
      title: "The first night: 20 days are left",
      inputs,
      expect: {
        outputs: {
          rotated: "true",
          "previous-key-id": "last-year",
          "not-before": /./,
        },
        effects: ["generateKey"],
      },
    });
    await stage.step({
      title: "The second night: the next key is there already",
      inputs,
      expect: { outputs: { rotated: "false", changed: "false" }, effects: [] },
    });
  },
};
