// Takes the place of `jsonwebtoken` in dist/ (tsconfig.json beside it). MSAL loads it, with semver
// and lodash behind it, to sign assertions by certificates that it is given; it is given none, but
// signed assertions (src/auth/client-assertion.ts). Loading it took 8 ms of every run.

export default {
  sign() {
    throw new TypeError("jsonwebtoken is not in this bundle: MSAL is given signed assertions");
  },
};
