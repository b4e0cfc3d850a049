using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Alerts;

/// <summary>
/// Splits a rule by how the call ended, so that the first word of each message can say so. The split is necessary because an input
/// transformer has no conditions, and the event of a successful call has no <c>errorCode</c>.
/// </summary>
internal static class OutcomeSplit
{
    private static readonly FieldMatch HasError = new(new FieldPath("errorCode"), new ExistsTest(), new SourceLocation("errorCode"));

    /// <summary>Returns how the calls that a rule matches end, if it can be proven that all of them end in the same way.</summary>
    public static CallOutcome Of(SigmaRule rule) =>
        RuleInclusion.IsWithin(rule, rule with { Detection = new Negated(HasError) }) ? CallOutcome.Succeeded
        : RuleInclusion.IsWithin(rule, rule with { Detection = HasError }) ? CallOutcome.Refused
        : CallOutcome.Either;

    /// <summary>
    /// Returns the part of a rule that matches successful calls. Their records have no error message either (AWS CloudTrail User
    /// Guide, "CloudTrail record contents"). So tests of the error message are removed, together with their wildcards.
    /// </summary>
    public static SigmaRule KeepSucceeded(SigmaRule rule) =>
        rule with
        {
            Detection = new AllOf([
                AbsentFields.RemoveTests(rule.Detection, HasError.Field, new FieldPath("errorMessage")),
                new Negated(HasError),
            ]),
        };

    /// <summary>Returns the part of a rule that matches refused calls.</summary>
    public static SigmaRule KeepRefused(SigmaRule rule) => rule with { Detection = new AllOf([rule.Detection, HasError]) };
}
