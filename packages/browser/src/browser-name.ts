/** As the browser names itself to pages; Chromium's names leave out the system and everything else that tells users apart. */
interface NavigatorWithBrands extends Navigator {
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string; readonly version: string }[] };
}

/** Plain name and major version for the report, such as "Chromium 156"; "unknown browser" where none is recognised. */
export function browserName(host: Pick<NavigatorWithBrands, 'userAgent' | 'userAgentData'> = navigator): string {
  // Browsers put a made-up brand with odd punctuation among the true ones, so that nobody relies on the list's form.
  const brands = (host.userAgentData?.brands ?? []).filter(({ brand }) => /^[A-Za-z ]+$/.test(brand));
  const brand = brands.find((candidate) => candidate.brand !== 'Chromium') ?? brands[0];
  if (brand !== undefined) {
    return `${brand.brand} ${brand.version}`;
  }
  const firefox = /\bFirefox\/(\d+)/.exec(host.userAgent);
  const safari = /\bVersion\/(\d+)[\d.]* .*\bSafari\//.exec(host.userAgent);
  const chromium = /\bChrom(?:e|ium)\/(\d+)/.exec(host.userAgent);
  const [name, found] = firefox ? ['Firefox', firefox] : safari ? ['Safari', safari] : ['Chromium', chromium];
  return found === null ? 'unknown browser' : `${name} ${found[1]}`;
}
