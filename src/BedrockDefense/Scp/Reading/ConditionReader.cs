using System.Text.Json;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Reading;

/// <summary>Reads a statement's <c>Condition</c> and collects every fault.</summary>
internal sealed class ConditionReader(bool variables, ICollection<Fault> faults)
{
    public IReadOnlyList<PolicyCondition> Read(LocatedJson? condition)
    {
        var conditions = new List<PolicyCondition>();
        foreach (var (name, at, value) in Properties(condition, "Condition"))
        {
            var operatorName = ConditionOperatorName.TryParse(name, out var fault);
            if (operatorName is null)
            {
                faults.Add(new Fault(fault, at));
            }

            var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, keyAt, expected) in Properties(value, VisibleText.Of(name)))
            {
                if (!ConditionKey.IsValid(key))
                {
                    faults.Add(new Fault(ConditionKey.Describe(key), keyAt));
                }
                else if (!keys.Add(key))
                {
                    faults.Add(
                        new Fault(
                            $"the condition key {VisibleText.Quote(key)} is given twice under {VisibleText.Of(name)}; names ignore case",
                            keyAt
                        )
                    );
                }

                if (operatorName is not null)
                {
                    var (set, known, ifExists) = (operatorName.Set, operatorName.Operator.Name, operatorName.HasIfExists);
                    conditions.Add(new PolicyCondition(name, set, known, ifExists, key, ReadValues(operatorName, key, expected)));
                }
            }
        }

        return conditions;
    }

    private IEnumerable<(string Name, SourceLocation At, LocatedJson Value)> Properties(LocatedJson? value, string what)
    {
        if (value is { Members: [_, ..] members })
        {
            return members.Select(member => (member.Name, member.At, member.Value));
        }

        if (value is { Kind: JsonValueKind.Object })
        {
            faults.Add(new Fault($"{what} is empty; leave it out or give it an entry", value.At));
        }
        else if (value is not null)
        {
            faults.Add(new Fault($"{what} must be an object, not {value.Describe()}", value.At));
        }

        return [];
    }

    private List<PolicyText> ReadValues(ConditionOperatorName name, string key, LocatedJson expected)
    {
        var values = new List<PolicyText>();
        foreach (var (text, at) in PolicyElements.ReadTexts(VisibleText.Of(key), expected, faults, literals: true))
        {
            var value = PolicyText.TryParse(text, variables && name.Operator.TakesVariables);
            if (value is null)
            {
                faults.Add(
                    new Fault($"{VisibleText.Quote(text)} has a ${{ that starts no policy variable of the form ${{prefix:Name}}", at)
                );
            }
            else if (!name.Operator.IsValid(text))
            {
                faults.Add(new Fault($"{VisibleText.Quote(text)} is no value for {name.Source}, which takes {name.Operator.Form}", at));
            }
            else
            {
                values.Add(value);
            }
        }

        return values;
    }
}
