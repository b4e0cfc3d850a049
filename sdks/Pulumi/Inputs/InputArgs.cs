using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A bag of arguments whose members carry <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    /// <summary>Creates an empty bag.</summary>
    protected InputArgs() { }

    /// <summary>
    /// The members by wire name, missing ones as null. Throws <see cref="ArgumentNullException"/> for a required member
    /// without a value.
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
