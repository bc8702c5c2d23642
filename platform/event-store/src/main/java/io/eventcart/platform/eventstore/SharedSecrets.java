package io.eventcart.platform.eventstore;

/** What every instance on one store must know, and nobody else. */
public interface SharedSecrets {
    /** Signs the tokens of guests. */
    String SESSION_KEY = "session.key";

    /** @return the secret of that name, of so many random bytes; made when it is first asked for */
    byte[] secret(String name, int length);
}
