#!/usr/bin/env python3
"""Reads a Halfminute vault without Halfminute. Written from vault-format.md; shares no code with the program.

    apt-get install python3-cryptography python3-argon2
    python3 decrypt.py FILE                          asks for the password; prints the content as JSON
    python3 decrypt.py FILE --otpauth                prints otpauth:// links, which other authenticators read (Mobile-OTP: without the PIN)
    python3 decrypt.py FILE --password-stdin         takes the password from standard input
    python3 decrypt.py FILE --recovery-key-stdin     takes the recovery key from standard input
    python3 decrypt.py FILE --device-key-hex-stdin   takes a device key from standard input, as 64 hexadecimal digits

Nothing is written but to standard output: that is not encrypted. Exit status: 0 done, 1 not opened, 2 used wrongly.
"""
import argparse, base64, getpass, hashlib, json, os, re, struct, sys, unicodedata
from urllib.parse import quote

try:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
except ImportError:
    debian = "/usr/bin/python3"
    if os.path.exists(debian) and os.path.realpath(debian) != os.path.realpath(sys.executable):
        os.execv(debian, [debian, *sys.argv])
    sys.exit("Two modules are missing: apt-get install python3-cryptography python3-argon2")

MAGIC = b"halfminute vault"
SHAPES = {"steam": ("SHA1", 5, 30), "motp": ("MD5", 6, 10), "yandex": ("SHA256", 8, 30)}
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def slot_key(slot, credential):
    salt = bytes.fromhex(slot["salt"])
    if slot["kind"] == "password":
        memory, passes, lanes = slot["memoryKiB"], slot["passes"], slot["lanes"]
        if not (19 << 10 <= memory <= 1 << 20 and 1 <= passes <= 16 and 1 <= lanes <= 8 and memory * passes <= 4 << 20):
            sys.exit("The vault asks for an unsafe cost of the password. Nothing was tried.")
        password = unicodedata.normalize("NFC", credential).encode()
        return hash_secret_raw(password, salt, passes, memory, lanes, 32, Type.ID, 0x13)
    if slot["kind"] == "recovery-key":
        key, total = re.sub(r"[\s\-]", "", credential).upper(), 0
        for character in key:
            total = (3 * total + ALPHABET.find(character)) % 31
        if len(key) != 32 or not set(key) <= set(ALPHABET) or total:
            sys.exit("The recovery key has a slip. Compare it with the sheet, group by group.")
        secret = key.encode()
    else:
        secret = bytes.fromhex(credential.strip())
    return HKDF(SHA256(), 32, salt, f"halfminute/v1/{slot['kind']}".encode()).derive(secret)


def decrypt(data, kind, ask):
    if not data:
        sys.exit("The file is empty.")
    if len(data) > 64 << 20:
        sys.exit("The file is larger than any vault.")
    if not data.startswith(MAGIC):
        sys.exit("This is not a Halfminute vault.")
    if len(data) < 50 or hashlib.sha256(data[:-32]).digest() != data[-32:]:
        sys.exit("The vault was changed or damaged: its checksum differs.")
    version, header_length = struct.unpack_from(">HI", data, 16)
    if version != 1:
        sys.exit(f"The vault has version {version} of the format; this program knows 1.")
    start = 22 + header_length + 12  # of the ciphertext
    lines = data[22 : 22 + header_length].decode().split("\n")[1:]
    slots = [(json.loads(line.rpartition(" ")[0]), line) for line in lines]
    slots = [(slot, line) for slot, line in slots if slot["kind"] == kind]
    if not slots:
        sys.exit(f"The vault cannot be opened with a {kind}.")
    credential = ask()
    for slot, line in slots:
        description, _, wrap = line.rpartition(" ")
        wrap, bound = bytes.fromhex(wrap), b"halfminute/v1/slot " + description.encode()
        try:
            master_key = AESGCM(slot_key(slot, credential)).decrypt(wrap[:12], wrap[12:], bound)
        except InvalidTag:
            continue
        try:
            return AESGCM(master_key).decrypt(data[start - 12 : start], data[start:-32], data[:start])
        except InvalidTag:
            sys.exit("The vault was forged: its own key does not open its content.")
    sys.exit(f"That is not the {kind.replace('-', ' ')}.")


def order(stamp):
    counter, replica = stamp.split("@")
    return int(counter), replica


def rows(account):
    """The account as it is used, and after it what lost when its secret was changed on two sides."""
    versions = [{"stamp": account["stamp"], **version} for version in account.get("otp", [])]
    versions.sort(key=lambda version: (order(version["stamp"]), json.dumps(version)), reverse=True)
    seen = []
    for version in versions:
        kind, secret, pin = version["kind"], version["secretBase32"], version.get("pin")
        if kind not in ("totp", "hotp", "steam", "motp", "yandex") or (kind in ("motp", "yandex")) != (type(pin) is str):
            raise ValueError(kind)
        if (kind, secret, pin) in seen:
            continue
        raw = base64.b32decode(secret + "=" * (-len(secret) % 8))
        mark = hashlib.sha256(b"halfminute/counter/" + raw).hexdigest()[:16]
        label = version if "createdUnixSeconds" not in account else {}
        shape = dict(zip(("algorithm", "digits", "periodSeconds"), SHAPES.get(kind, ())))
        yield {
            "id": account["id"],
            "issuer": account.get("issuer", label.get("issuer", "")),
            "accountName": account.get("accountName", label.get("accountName", "")),
            **{key: version[key] for key in ("kind", "secretBase32", "pin", "algorithm", "digits") if key in version},
            **({"counter": account.get("counters", {}).get(mark, [0, 0])[1]} if kind == "hotp" else {}),
            **({"periodSeconds": version["periodSeconds"]} if kind == "totp" else shape),
            "parameters": account.get("parameters", []),
            "tags": account.get("tags", []),
            "note": account.get("note", ""),
            "favourite": account.get("favourite", False),
            "inTrash": "trashedUnixSeconds" in account or bool(seen),
        }
        seen.append((kind, secret, pin))


def otpauth(row):
    encode = lambda text: quote(str(text), safe="!'()*~")
    fields = {"secretBase32": "secret", "issuer": "issuer", "algorithm": "algorithm", "digits": "digits"}
    fields |= {"counter": "counter", "periodSeconds": "period"}
    pairs = [(name, row[key]) for key, name in fields.items() if row.get(key, "") != ""]
    raw = lambda: base64.b32decode(row["secretBase32"] + "=" * (-len(row["secretBase32"]) % 8))
    if row["kind"] == "motp":  # a link has no place for its PIN
        pairs = [("secret", raw().hex())] + [pair for pair in pairs if pair[0] == "issuer"]
    elif row["kind"] == "yandex":
        pairs.append(("pin", base64.b32encode(row["pin"].encode()).decode().rstrip("=")))
    pairs += row["parameters"]
    issuer, account = row["issuer"], encode(row["accountName"])
    label = account if issuer == "" and ":" not in row["accountName"] else f"{encode(issuer)}:{account}"
    start = {"motp": "motp://", "yandex": "otpauth://yaotp/"}.get(row["kind"], f"otpauth://{row['kind']}/")
    return f"{start}{label}?" + "&".join(f"{encode(name)}={encode(value)}" for name, value in pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--otpauth", action="store_true")
    for name in ("password", "recovery-key", "device-key-hex"):
        parser.add_argument(f"--{name}-stdin", dest="kind", action="store_const", const=name.removesuffix("-hex"))
    options = parser.parse_args()
    from_stdin = lambda: sys.stdin.buffer.read().decode().rstrip("\r\n")
    ask = from_stdin if options.kind else lambda: getpass.getpass("Password: ")
    with open(options.file, "rb") as file:
        plaintext = decrypt(file.read(), options.kind or "password", ask)
    document, *accounts = [json.loads(line) for line in plaintext.decode().split("\n")]
    accounts.sort(key=lambda account: (account.get("position", 0), account["id"]))
    used, later = [], 0
    for account in accounts:
        try:
            used += list(rows(account))
        except (KeyError, TypeError, ValueError):
            later += 1
    if later:
        print(f'Entries of a later program, which are under "lines" only: {later}', file=sys.stderr)
    if options.otpauth:
        print("\n".join(otpauth(row) for row in used if not row["inTrash"]))
    else:
        print(json.dumps({"document": document, "accounts": used, "lines": accounts}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
