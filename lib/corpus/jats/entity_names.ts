/**
 * The named characters of the JATS tag suites: HTML and MathML names from the
 * package `entities`, and the ISO names that HTML never took over.
 */

import { decodeHTMLStrict } from "entities";

/** ISO Greek letters (isogrk1), letter names in Latin script. */
const GREEK_LETTERS =
  "A Α a α B Β b β D Δ d δ E Ε e ε EE Η ee η G Γ g γ I Ι i ι K Κ k κ KH Χ kh χ " +
  "L Λ l λ M Μ m μ N Ν n ν O Ο o ο OH Ω oh ω P Π p π PH Φ ph φ PS Ψ ps ψ " +
  "R Ρ r ρ S Σ s σ sf ς T Τ t τ TH Θ th θ U Υ u υ X Ξ x ξ Z Ζ z ζ";

/** ISO accented Greek letters (isogrk2), without the "gr" at the end. */
const GREEK_ACCENTED =
  "Aac Ά aac ά Eac Έ eac έ EEac Ή eeac ή Iac Ί iac ί idia ΐ Idi Ϊ idi ϊ " +
  "Oac Ό oac ό OHac Ώ ohac ώ Uac Ύ uac ύ udia ΰ Udi Ϋ udi ϋ";

/** ISO bold Greek symbols (isogrk4), without the "b." in front. */
const GREEK_BOLD =
  "alpha 𝛂 beta 𝛃 chi 𝛘 Delta 𝚫 delta 𝛅 epsi 𝛆 epsis 𝛆 epsiv 𝛜 eta 𝛈 " +
  "Gamma 𝚪 gamma 𝛄 Gammad 𝟊 gammad 𝟋 iota 𝛊 kappa 𝛋 kappav 𝛞 " +
  "Lambda 𝚲 lambda 𝛌 mu 𝛍 nu 𝛎 Omega 𝛀 omega 𝛚 Phi 𝚽 phi 𝛗 phis 𝛗 " +
  "phiv 𝛟 Pi 𝚷 pi 𝛑 piv 𝛡 Psi 𝚿 psi 𝛙 rho 𝛒 rhov 𝛠 Sigma 𝚺 sigma 𝛔 " +
  "sigmav 𝛓 tau 𝛕 Theta 𝚯 theta 𝛉 thetas 𝛉 thetav 𝛝 Upsi 𝚼 upsi 𝛖 " +
  "Xi 𝚵 xi 𝛏 zeta 𝛇";

/** Single names of other sets: the rest of isoams*, isogrk3, isolat2, isotech and JATS-chars. */
const OTHERS = "darr2 ⇊ dlarr ↙ drarr ↘ larr2 ⇇ lrarr2 ⇆ lrhar2 ⇋ rarr2 ⇉ " +
  "rlarr2 ⇄ rlhar2 ⇌ uarr2 ⇈ lpargt ⦠ jnodot ȷ sbsol ﹨ vprime ′ cupre ≼ " +
  "gsdot ⋗ ldot ⋖ samalg ∐ epsis ϵ phis ϕ thetas θ gcedil ģ ang90 ∟ " +
  "gcaron ǧ Hmacr H̄ franc ₣";

/** Reads "name character name character …" into the table. */
function addNames(
  table: Map<string, string>,
  pairs: string,
  [before, after]: readonly [before: string, after: string] = ["", ""],
): void {
  const words = pairs.split(" ");
  for (let i = 0; i + 1 < words.length; i += 2) {
    table.set(`${before}${words[i]}${after}`, words[i + 1]!);
  }
}

const ISO_NAMES = new Map<string, string>();
addNames(ISO_NAMES, GREEK_LETTERS, ["", "gr"]);
addNames(ISO_NAMES, GREEK_ACCENTED, ["", "gr"]);
addNames(ISO_NAMES, GREEK_BOLD, ["b.", ""]);
addNames(ISO_NAMES, OTHERS);

/**
 * Text that an entity name stands for. Article files use these names without
 * declaring them, because the external JATS DTD does; the DTD is never read.
 * Where the old ISO sets and HTML differ (`epsi`, `phi`, `lang`), the HTML
 * meaning holds, which is also that of the newer JATS DTDs.
 *
 * Sources: the HTML standard's table of 2,231 named characters, the ISO sets
 * named by JATS-xmlspecchars1.ent, and JATS-chars1.ent.
 *
 * @param name The name without "&" and ";".
 * @returns The characters, or undefined if the name is unknown.
 *
 * @example Names of three sets
 * ```ts
 * import { namedCharacter } from "lib/corpus/jats/entity_names.ts";
 * import assert from "node:assert/strict";
 * assert.equal(namedCharacter("percnt"), "%");
 * assert.equal(namedCharacter("agr"), "α");
 * assert.equal(namedCharacter("nosuchname"), undefined);
 * ```
 */
export function namedCharacter(name: string): string | undefined {
  const iso = ISO_NAMES.get(name);
  if (iso !== undefined) return iso;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return undefined;
  const reference = `&${name};`;
  const decoded = decodeHTMLStrict(reference);
  return decoded === reference ? undefined : decoded;
}
