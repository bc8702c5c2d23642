package io.eventcart.checkout;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is one line of what can be seen: it has no control characters, none that turn the direction of writing, none that is no
 * character at all. Else a label could show another address than the one that is stored. Joiners belong to how some languages are
 * written.
 */
@Constraint(validatedBy = {})
@Pattern(regexp = "[\\P{C}\\u200C\\u200D&&[^\\p{Zl}\\p{Zp}]]*")
@ReportAsSingleViolation
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@interface PlainText {
    String message() default "must be one line without control and direction characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
