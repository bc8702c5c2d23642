package io.eventcart.platform.sliceapi;

import java.util.Optional;

/** What a {@link PageController}'s method may know of the browser's request; it takes this as an argument. */
public interface PageCall {
    /** @return for the forms of the page */
    FormToken token();

    /** @return whether the page's script asks for a {@link PagePart}; else the browser asks for a whole page */
    boolean wantsPart();

    /** @return the path of the request with its query, such as {@code /?q=tea} */
    String address();

    /** @return the page that the form of this request names in its field {@code back}, a path of this site; else {@code otherwise} */
    String back(String otherwise);

    /** @return the notice for that part of the page, which is shown once; empty without one */
    Optional<Notice> notice(String about);

    /** @return whether the operator is signed in */
    boolean isOperator();

    /** @return whether the session of this request still lasts; a stream ends when it does not */
    boolean isStillSignedIn();
}
