namespace BedrockDefense.Scp.Conditions;

/// <summary>Whether an address lies in a block; an address of one family lies in no block of the other.</summary>
internal sealed class IpAddress : TypedOperator<AddressBlock>
{
    public override string Form => "an address or a block of them such as 203.0.113.0/24 or 2001:db8::/32";

    protected override bool TryRead(string text, out AddressBlock value) => AddressBlock.TryParse(text, out value);

    protected override bool Compare(AddressBlock actual, AddressBlock expected) => actual.IsSingle && expected.Contains(actual);
}
