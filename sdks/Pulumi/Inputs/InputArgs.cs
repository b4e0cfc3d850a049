using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A set of arguments whose members have an <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    /// <summary>Creates an empty set of arguments.</summary>
    protected InputArgs() { }

    /// <summary>
    /// Returns the members by wire name; missing members are null. Throws <see cref="ArgumentNullException"/> for a required member without
    /// a value.
    /// </summary>
    internal virtual ImmutableDictionary<string, object?> ToDictionary()
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var member in InputMember.Of(GetType()))
        {
            var value = member.GetValue(this);
            if (value is null && member.Attribute.IsRequired)
            {
                throw new ArgumentNullException(member.Name, $"{member.FullName} is required but was not given a value");
            }

            values.Add(member.Attribute.Name, member.Attribute.Json ? InputText.Of(member.FullName, value) : value);
        }
        return values.ToImmutable();
    }
}
