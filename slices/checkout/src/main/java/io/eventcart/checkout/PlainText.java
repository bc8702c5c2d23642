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
 * The text is one line of visible characters: no control characters, no changes of writing direction, no unassigned code points.
 * Otherwise a label could show another address than the stored one. Joiners are allowed, since some languages need them.
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
