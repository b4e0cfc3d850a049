using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Costs;

/// <summary>The resources that the templates of the stack sets create in each account and Region.</summary>
internal sealed partial class MemberResources
{
    private readonly List<JsonNode> _resources;

    private MemberResources(List<JsonNode> resources) => _resources = resources;

    /// <summary>How often the schedules run in an hour, in each account and Region.</summary>
    public decimal RunsPerHour =>
        OfType("AWS::Scheduler::Schedule")
            .Sum(schedule => RunsPerHourOf(schedule["Properties"]!["ScheduleExpression"]!.GetValue<string>()));

    public static MemberResources Of(StackDeclaration stack) =>
        new([
            .. stack
                .OfType("aws:cloudformation/stackSet:StackSet")
                .SelectMany(set => JsonNode.Parse(set.Text("templateBody")!)!["Resources"]!.AsObject().Select(resource => resource.Value!)),
        ]);

    /// <summary>Whether log groups mask what arrives in them.</summary>
    public bool HaveMaskedLogGroups => OfType("AWS::Logs::LogGroup").Any(group => group["Properties"]?["DataProtectionPolicy"] is not null);

    /// <summary>Returns how many resources of a type there are.</summary>
    public int Count(string type) => OfType(type).Count();

    private IEnumerable<JsonNode> OfType(string type) => _resources.Where(resource => resource["Type"]!.GetValue<string>() == type);

    private static decimal RunsPerHourOf(string expression)
    {
        var rate = Rate().Match(expression);
        return !rate.Success
            ? throw new InvalidInputException(
                $"the schedule {VisibleText.Quote(expression)} cannot be estimated; write it as a rate, such as rate(1 hour)"
            )
            : rate.Groups["unit"].Value switch
            {
                "minute" => 60m,
                "hour" => 1m,
                _ => 1m / 24,
            } / int.Parse(rate.Groups["value"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\Arate\((?<value>[1-9][0-9]{0,5}) (?<unit>minute|hour|day)s?\)\z")]
    private static partial Regex Rate();
}
