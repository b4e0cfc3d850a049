using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Alerts;

/// <summary>
/// Takes a rule apart by how the call ended, so that the message of each part can say so in its first word: an input
/// transformer has no conditions, and for a call that succeeded there is no <c>errorCode</c> to write.
/// </summary>
internal static class OutcomeSplit
{
    private static readonly FieldMatch HasError = new(new FieldPath("errorCode"), new ExistsTest(), new SourceLocation("errorCode"));

    /// <summary>The only way in which the calls that a rule matches end, as far as that can be proven.</summary>
    public static CallOutcome Of(SigmaRule rule) =>
        RuleInclusion.IsWithin(rule, rule with { Detection = new Negated(HasError) }) ? CallOutcome.Succeeded
        : RuleInclusion.IsWithin(rule, rule with { Detection = HasError }) ? CallOutcome.Refused
        : CallOutcome.Either;

    /// <summary>
    /// The part of a rule for calls that succeeded. Their records have no error message either (AWS CloudTrail User Guide,
    /// "CloudTrail record contents"), so that what a rule asks of one falls away, with the wildcards it takes.
    /// </summary>
    public static SigmaRule Succeeded(SigmaRule rule) =>
        rule with
        {
            Detection = new AllOf([
                AbsentFields.Without(rule.Detection, HasError.Field, new FieldPath("errorMessage")),
                new Negated(HasError),
            ]),
        };

    /// <summary>The part of a rule for calls that were refused.</summary>
    public static SigmaRule Refused(SigmaRule rule) => rule with { Detection = new AllOf([rule.Detection, HasError]) };
}
